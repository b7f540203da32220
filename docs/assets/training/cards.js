// Flash cards, spaced by FSRS.

import { button, find, h } from "../app/dom.js";
import { home } from "../editions/editions.js";
import { cites } from "./grading.js";
import { all, openStorage, put } from "./store.js";
import { words } from "./words.js";

/** @import { Card as Schedule, FSRS, Grade, IPreview } from "ts-fsrs" */
/** @import { Clauses } from "../app/clauses.js" */
/** @import { KeptSchedule } from "./record.js" */
/** @import { Page } from "./training.js" */

/**
 * @typedef {{id: string, kind: "definition" | "time", front: string, back: string, clause: string, words: string}} Card
 * @typedef {{ready: Card[], fresh: Card[], soonest: number}} Queue what is due, what nobody has seen, and when the next is due
 */

const MOST_FRESH = 10;
const MINUTE = 60_000;
/** @type {Grade[]} */
const RATINGS = [1, 2, 3, 4];

/** @param {Page} page */
export async function openCards({ root, clauses, signal }) {
  const holder = find(root, ".training-cards");
  /** @type {[typeof import("ts-fsrs"), Card[]]} */
  const [{ fsrs, createEmptyCard, generatorParameters }, cards] = await Promise.all([
    import(new URL("generated/vendor/ts-fsrs.js", home).href),
    fetch(new URL("generated/training/cards.json", home)).then((response) => response.json()),
  ]);
  if (signal.aborted) return;
  const scheduler = fsrs(generatorParameters({ enable_fuzz: true }));
  let kind = "";
  const showStored = await openStorage(root, () => next(false));

  /** @param {boolean} [focus] */
  async function next(focus = true) {
    const kept = new Map((await all("cards")).map((each) => [each.id, each.card]));
    const { ready, fresh, soonest } = queue(cards, kept, kind, Date.now());
    const kinds = kindButtons(kind, (chosen) => {
      kind = chosen;
      next();
    });
    const [card] = [...ready, ...fresh];
    if (!card) {
      const when = new Date(soonest).toLocaleString("zh-CN", { dateStyle: "long", timeStyle: "short" });
      holder.replaceChildren(kinds, h("p", { class: "training-headline", "data-right": "true" }, words.noneDue(when)));
      return;
    }
    const count = h("p", { class: "training-soft", role: "status" }, words.due(ready.length, fresh.length));
    const known = kept.get(card.id);
    const state = known ? revived(known) : createEmptyCard(new Date());
    const { element, front } = cardElement(card, clauses, scheduler, state, async (after) => {
      await put("cards", { id: card.id, card: JSON.parse(JSON.stringify(after)) });
      await showStored();
      await next();
    });
    holder.replaceChildren(kinds, count, element);
    if (focus) front.focus();
  }

  await next(false);
}

/**
 * What is due now, those longest due first; then some that nobody has seen.
 * @param {Card[]} cards
 * @param {Map<string, {due: string}>} kept what is known of those that were seen
 * @param {string} kind "" for all
 * @param {number} now
 * @returns {Queue}
 */
export function queue(cards, kept, kind, now) {
  const wanted = cards.filter((card) => !kind || card.kind === kind);
  const seen = wanted.flatMap((card) => {
    const state = kept.get(card.id);
    return state ? [{ card, due: Date.parse(state.due) }] : [];
  });
  return {
    ready: seen
      .filter(({ due }) => due <= now)
      .sort((one, other) => one.due - other.due)
      .map(({ card }) => card),
    fresh: wanted.filter((card) => !kept.has(card.id)).slice(0, MOST_FRESH),
    soonest: Math.min(...seen.map(({ due }) => due).filter((due) => due > now)),
  };
}

/** @param {string} chosen @param {(kind: string) => void} choose */
function kindButtons(chosen, choose) {
  const kinds = [["", words.allKinds], ...Object.entries(words.kinds)];
  return h(
    "div",
    { class: "training-options", role: "group" },
    ...kinds.map(([value, label]) => button(label, () => choose(value), { "aria-pressed": String(chosen === value) })),
  );
}

/**
 * A card; its back, and how well it was known, when that is asked for.
 * @param {Card} card
 * @param {Clauses} clauses
 * @param {FSRS} scheduler
 * @param {Schedule} state
 * @param {(after: Schedule) => void} rate
 */
function cardElement(card, clauses, scheduler, state, rate) {
  const front = h("p", { class: "training-card-front", tabindex: "-1" }, card.front);
  const back = h(
    "div",
    { class: "training-card-back", tabindex: "-1" },
    h("p", { class: "training-card-answer" }, card.back),
    h("p", { class: "training-soft" }, card.words),
    h("p", {}, ...cites([card.clause], clauses, "citation")),
  );
  const show = button(words.show, turn, { class: "button button--strong" });
  const actions = h("p", { class: "training-actions" }, show);
  const element = h(
    "article",
    { class: "training-card" },
    h("p", { class: "training-soft" }, words.kinds[card.kind]),
    front,
    actions,
  );

  function turn() {
    const now = new Date();
    const schedule = scheduler.repeat(state, now);
    actions.replaceChildren(...RATINGS.map((rating) => ratingButton(rating, schedule, now)));
    element.append(back, actions);
    back.focus();
  }

  /** @param {Grade} rating @param {IPreview} schedule @param {Date} now */
  function ratingButton(rating, schedule, now) {
    const after = schedule[rating].card;
    const made = button(words.ratings[rating - 1], () => rate(after), { "data-rating": String(rating) });
    const later = words.later(span(after.due.getTime() - now.getTime()));
    made.append(h("span", { class: "training-soft" }, later));
    return made;
  }

  return { element, front };
}

/** @param {KeptSchedule} kept @returns {Schedule} */
const revived = ({ due, last_review, ...others }) => ({
  ...others,
  due: new Date(due),
  ...(last_review && { last_review: new Date(last_review) }),
});

/** A length of time as people say it. @param {number} length in milliseconds */
export function span(length) {
  const minutes = Math.max(1, Math.round(length / MINUTE));
  if (minutes < 60) return words.minutes(minutes);
  const hours = Math.round(minutes / 60);
  if (hours < 24) return words.hours(hours);
  const days = Math.round(hours / 24);
  return days < 60 ? words.days(days) : words.months(Math.round(days / 30));
}
