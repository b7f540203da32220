// Practice: case after case, each graded at once, the next leaning towards what was missed.

import { h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { ask, freshSeed } from "./asking.js";
import { cites, questions, readings, reasoning, story, verdict } from "./questions.js";
import { all, missed, openStorage, put } from "./store.js";
import { words } from "./words.js";

const MOST_WEAK = 8;

/** @param {import("./training.js").Page} page */
export async function openPractice({ root, clauses, signal, broken }) {
  const choice = /** @type {HTMLFormElement} */ (root.querySelector(".training-choice"));
  const place = /** @type {HTMLElement} */ (root.querySelector(".training-case"));
  const weak = /** @type {HTMLElement} */ (root.querySelector(".training-weak"));
  const check = /** @type {HTMLSelectElement} */ (choice.elements.namedItem("check"));
  const path = location.pathname;

  const level = () => Number(new FormData(choice).get("level"));
  const retell = await openStorage(root, showWeak);

  async function showWeak() {
    const found = [...missed(await all("answers"))].sort(([, one], [, other]) => other.wrong - one.wrong);
    weak.hidden = found.length === 0;
    weak
      .querySelector(".training-weak-list")
      ?.replaceChildren(
        h(
          "ul",
          {},
          ...found
            .slice(0, MOST_WEAK)
            .map(([id, { wrong, asked }]) =>
              h(
                "li",
                {},
                ...cites([id], clauses, "citation"),
                " ",
                h("span", { class: "training-soft" }, words.missedTimes(wrong, asked)),
              ),
            ),
        ),
      );
  }

  /** @param {string} what @param {Record<string, unknown>} given */
  async function bring(what, given) {
    place.setAttribute("aria-busy", "true");
    try {
      const shown = await ask(root, what, given);
      if (signal.aborted) return null;
      return shown;
    } catch (error) {
      broken(error);
      return null;
    } finally {
      place.setAttribute("aria-busy", "false");
    }
  }

  /** @param {boolean} [focus] */
  async function another(focus = true) {
    const lately = Object.fromEntries([...missed(await all("answers"))].map(([id, { wrong }]) => [id, wrong]));
    const shown = await bring("next", { check: check.value, level: level(), seed: freshSeed(), missed: lately });
    if (shown) show(shown, focus);
  }

  /** @param {any} shown @param {boolean} focus @param {string} [note] */
  function show(shown, focus, note = "") {
    check.value = shown.check;
    for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (choice.querySelectorAll("[name=level]")))
      radio.checked = radio.value === String(shown.level);
    if (location.pathname === path) {
      fragment.replace(
        fragment.write("", [
          ["check", shown.check],
          ["level", String(shown.level)],
          ["seed", shown.seed],
        ]),
      );
    }
    const fields = questions(shown.questions, clauses);
    const said = h("p", { class: "training-said", role: "status" }, note);
    const submit = h("button", { type: "submit", class: "training-button training-button--strong" }, words.submit);
    const title = h(
      "h2",
      { tabindex: "-1" },
      shown.title,
      h("span", { class: "training-soft" }, words.level(shown.level)),
    );
    const result = h("div", { class: "training-result" });
    let warned = false;
    fields.form.append(h("p", { class: "training-actions" }, submit), said);
    fields.form.addEventListener("input", () => (warned = false));
    fields.form.addEventListener("submit", async () => {
      const open = fields.unanswered();
      if (open.length && !warned) {
        warned = true;
        said.textContent = words.unanswered(open.length);
        fields.fields.get(open[0])?.focus();
        return;
      }
      said.textContent = "";
      submit.toggleAttribute("disabled", true);
      const graded = await bring("grade", {
        check: shown.check,
        level: shown.level,
        seed: shown.seed,
        answers: fields.read(),
      });
      if (!graded) return submit.toggleAttribute("disabled", false);
      fields.lock();
      submit.parentElement?.remove();
      grade(graded);
    });
    place.replaceChildren(
      h(
        "article",
        { class: "training-sheet-of-case" },
        title,
        h(
          "div",
          { class: "training-columns" },
          h("section", { "aria-label": words.story }, story(shown)),
          h("section", { "aria-label": words.questions }, fields.form),
        ),
        result,
      ),
    );
    if (focus) title.focus();

    /** @param {any} graded */
    async function grade(graded) {
      const firstWrong = graded.parts.find((/** @type {any} */ part) => !part.right)?.id;
      for (const part of graded.parts) {
        fields.form
          .querySelector(`[data-question="${part.id}"]`)
          ?.append(verdict(part, part.id === firstWrong, clauses, shown));
      }
      const headline = h(
        "p",
        { class: "training-headline", tabindex: "-1", "data-right": String(graded.right === graded.asked) },
        graded.right === graded.asked ? words.allRight : words.score(graded.right, graded.asked),
      );
      const next = h("button", { type: "button", class: "training-button training-button--strong" }, words.next);
      next.addEventListener("click", () => another());
      const again = h("button", { type: "button", class: "training-button" }, words.again);
      again.addEventListener("click", () => show(shown, true));
      const copied = h("span", { class: "training-said", role: "status" });
      const copy = h("button", { type: "button", class: "training-button" }, words.copyCase);
      copy.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(location.href);
          copied.textContent = words.copied;
        } catch {
          copied.textContent = words.notCopied;
        }
      });
      const facts = fragment.write("", /** @type {[string, string][]} */ (Object.entries(graded.facts)));
      result.replaceChildren(
        headline,
        h("h3", {}, words.reasons),
        reasoning(graded, clauses, null),
        readings(graded.readings),
        h(
          "p",
          { class: "training-actions" },
          next,
          again,
          h("a", { class: "training-button", href: `../../checks/${shown.check}/${facts}` }, words.seeCheck),
          copy,
          copied,
        ),
      );
      headline.focus();
      await put("answers", {
        at: Date.now(),
        check: shown.check,
        level: shown.level,
        seed: shown.seed,
        right: graded.right,
        asked: graded.asked,
        parts: graded.parts.map((/** @type {any} */ part) => ({ clause: part.clause, right: part.right })),
      });
      await Promise.all([showWeak(), retell()]);
    }
  }

  choice.addEventListener("change", () => another(false), { signal });
  choice.addEventListener("submit", (event) => event.preventDefault(), { signal });
  window.addEventListener("hashchange", () => location.pathname === path && follow(), { signal });

  async function follow() {
    const given = Object.fromEntries(fragment.read(location.hash).entries ?? []);
    if (!given.seed) {
      if ([...check.options].some((option) => option.value === given.check)) check.value = given.check;
      return another(false);
    }
    const shown = await bring("case", { check: given.check, level: Number(given.level), seed: given.seed });
    if (!shown) return;
    if (!shown.errors) return show(shown, false);
    const next = await bring("next", { check: check.value, level: level(), seed: freshSeed(), missed: {} });
    if (next) show(next, false, words.badLink);
  }

  await showWeak();
  // Until the first case is here the page is not taken over.
  await follow();
}
