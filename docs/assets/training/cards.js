// Flash cards, spaced by FSRS.

import { h } from "../app/dom.js";
import { home } from "./asking.js";
import { cites } from "./questions.js";
import { all, openStorage, put } from "./store.js";
import { words } from "./words.js";

const MOST_FRESH = 10;
const MINUTE = 60_000;
const RATINGS = [1, 2, 3, 4];

/** @param {import("./training.js").Page} page */
export async function openCards({ root, clauses }) {
  const place = /** @type {HTMLElement} */ (root.querySelector(".training-cards"));
  const [{ fsrs, createEmptyCard, generatorParameters }, cards] = await Promise.all([
    import(new URL("generated/vendor/ts-fsrs.js", home).href),
    fetch(new URL("generated/training/cards.json", home)).then((response) => response.json()),
  ]);
  const scheduler = fsrs(generatorParameters({ enable_fuzz: true }));
  let kind = "";

  const retell = await openStorage(root, () => next(false));

  /** What is due now, those longest due first; then some that nobody has seen. */
  async function queue() {
    const kept = new Map((await all("cards")).map((each) => [each.id, each.card]));
    const wanted = cards.filter((/** @type {any} */ card) => !kind || card.kind === kind);
    const now = Date.now();
    const seen = wanted.filter((/** @type {any} */ card) => kept.has(card.id));
    const due = (/** @type {any} */ card) => Date.parse(kept.get(card.id).due);
    const ready = seen
      .filter((/** @type {any} */ card) => due(card) <= now)
      .sort((/** @type {any} */ one, /** @type {any} */ other) => due(one) - due(other));
    const fresh = wanted.filter((/** @type {any} */ card) => !kept.has(card.id)).slice(0, MOST_FRESH);
    const soonest = Math.min(...seen.map(due).filter((/** @type {number} */ at) => at > now));
    return { kept, ready, fresh, soonest };
  }

  /** @param {boolean} [focus] */
  async function next(focus = true) {
    const { kept, ready, fresh, soonest } = await queue();
    const kinds = h(
      "div",
      { class: "training-options", role: "group" },
      ...[["", words.allKinds], ...Object.entries(words.kinds)].map(([value, label]) => {
        const button = h(
          "button",
          { type: "button", class: "training-button", "aria-pressed": String(kind === value) },
          label,
        );
        button.addEventListener("click", () => {
          kind = value;
          next();
        });
        return button;
      }),
    );
    const count = h("p", { class: "training-soft", role: "status" }, words.due(ready.length, fresh.length));
    const [card] = [...ready, ...fresh];
    if (!card) {
      place.replaceChildren(
        kinds,
        h(
          "p",
          { class: "training-headline", "data-right": "true" },
          words.noneDue(new Date(soonest).toLocaleString("zh-CN", { dateStyle: "long", timeStyle: "short" })),
        ),
      );
      return;
    }
    const front = h("p", { class: "training-card-front", tabindex: "-1" }, card.front);
    const show = h("button", { type: "button", class: "training-button training-button--strong" }, words.show);
    const actions = h("p", { class: "training-actions" }, show);
    const box = h(
      "article",
      { class: "training-card" },
      h("p", { class: "training-soft" }, words.kinds[/** @type {"definition" | "time"} */ (card.kind)]),
      front,
      actions,
    );
    place.replaceChildren(kinds, count, box);
    if (focus) front.focus();
    show.addEventListener("click", () => {
      const state = kept.get(card.id) ?? createEmptyCard(new Date());
      const now = new Date();
      const schedule = scheduler.repeat(
        { ...state, due: new Date(state.due), last_review: state.last_review && new Date(state.last_review) },
        now,
      );
      const back = h(
        "div",
        { class: "training-card-back", tabindex: "-1" },
        h("p", { class: "training-card-answer" }, card.back),
        h("p", { class: "training-soft" }, card.words),
        h("p", {}, ...cites([card.clause], clauses, "citation")),
      );
      box.append(back);
      actions.replaceChildren(
        ...RATINGS.map((rating) => {
          const after = schedule[rating].card;
          const button = h(
            "button",
            { type: "button", class: "training-button", "data-rating": String(rating) },
            words.ratings[rating - 1],
            h("span", { class: "training-soft" }, words.later(span(after.due.getTime() - now.getTime()))),
          );
          button.addEventListener("click", async () => {
            await put("cards", { id: card.id, card: JSON.parse(JSON.stringify(after)) });
            await retell();
            await next();
          });
          return button;
        }),
      );
      box.append(actions);
      back.focus();
    });
  }

  await next(false);
}

/** A length of time as people say it. @param {number} length */
function span(length) {
  const minutes = Math.max(1, Math.round(length / MINUTE));
  if (minutes < 60) return words.minutes(minutes);
  const hours = Math.round(minutes / 60);
  if (hours < 24) return words.hours(hours);
  const days = Math.round(hours / 24);
  return days < 60 ? words.days(days) : words.months(Math.round(days / 30));
}
