// Practice: case after case, each graded at once, the next leaning towards what was missed.

import { button, find, findAll, h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { ask, freshSeed, isUnusable, problems } from "./asking.js";
import { caseSheet, cites, reasoning, verdict } from "./grading.js";
import { questions } from "./questions.js";
import { all, missed, openStorage, put } from "./store.js";
import { words } from "./words.js";

/** @import { Case, Graded, TrainingReplies, TrainingRequests } from "handbook_checker" */
/** @import { Clauses } from "../app/clauses.js" */
/** @import { Questions } from "./questions.js" */
/** @import { Page } from "./training.js" */

const MOST_WEAK = 8;

/** @param {Page} page */
export async function openPractice({ root, clauses, signal, broken }) {
  const choice = find(root, ".training-choice", HTMLFormElement);
  const holder = find(root, ".training-case");
  const check = find(choice, "select[name=check]", HTMLSelectElement);
  const path = location.pathname;
  const level = () => Number(new FormData(choice).get("level"));
  const showWeak = () => showMissed(root, clauses);
  const showStored = await openStorage(root, showWeak);

  /**
   * What the trainer answers; null where the page has moved on, or the answer failed.
   * @template {"case" | "next" | "grade"} Name
   * @param {Name} name
   * @param {TrainingRequests[Name]} given
   */
  async function bring(name, given) {
    holder.setAttribute("aria-busy", "true");
    try {
      const reply = await ask(root, name, given);
      return signal.aborted ? null : reply;
    } catch (error) {
      broken(error);
      return null;
    } finally {
      holder.setAttribute("aria-busy", "false");
    }
  }

  /** @param {boolean} [focus] @param {string} [note] */
  async function another(focus = true, note = "") {
    const lately = Object.fromEntries([...missed(await all("answers"))].map(([id, { wrong }]) => [id, wrong]));
    const shown = await bring("next", { check: check.value, level: level(), seed: freshSeed(), missed: lately });
    if (!shown) return;
    if (isUnusable(shown)) broken(new Error(problems(shown).join("")));
    else show(shown, focus, note);
  }

  /** @param {Case} shown @param {boolean} focus @param {string} [note] */
  function show(shown, focus, note = "") {
    check.value = shown.check;
    for (const radio of findAll(choice, "[name=level]", HTMLInputElement)) {
      radio.checked = radio.value === String(shown.level);
    }
    if (location.pathname === path) fragment.replace(addressOf(shown));
    const fields = questions(shown.questions, clauses);
    const title = h("h2", { tabindex: "-1" }, shown.title, soft(words.level(shown.level)));
    const result = h("div", { class: "training-result" });
    addSubmit(fields, note, async () => {
      const { check, level, seed } = shown;
      const graded = await bring("grade", { check, level, seed, answers: fields.read() });
      if (!graded || isUnusable(graded)) return false;
      showVerdicts(fields, graded, clauses, shown);
      const headline = showGraded(result, graded, clauses, { next: () => another(), again: () => show(shown, true) });
      headline.focus();
      keep(shown, graded).catch(broken);
      return true;
    });
    holder.replaceChildren(caseSheet(shown, title, fields.form, result));
    if (focus) title.focus();
  }

  /** @param {Case} shown @param {Graded} graded */
  async function keep({ check, level, seed }, { right, asked, parts }) {
    const answers = parts.map((part) => ({ clause: part.clause, right: part.right }));
    await put("answers", { at: Date.now(), check, level, seed, right, asked, parts: answers });
    await Promise.all([showWeak(), showStored()]);
  }

  async function follow() {
    const given = Object.fromEntries(fragment.read(location.hash).entries ?? []);
    if (!given.seed) {
      if ([...check.options].some((option) => option.value === given.check)) check.value = given.check;
      return another(false);
    }
    const shown = await bring("case", { check: given.check, level: Number(given.level), seed: given.seed });
    if (!shown) return;
    if (isUnusable(shown)) return another(false, words.badLink);
    show(shown, false);
  }

  choice.addEventListener("change", () => another(false), { signal });
  choice.addEventListener("submit", (event) => event.preventDefault(), { signal });
  addEventListener("hashchange", () => location.pathname === path && follow(), { signal });
  await showWeak();
  // Until the first case is here the page is not taken over.
  await follow();
}

/** @param {Case} shown */
const addressOf = ({ check, level, seed }) =>
  fragment.write("", [
    ["check", check],
    ["level", String(level)],
    ["seed", seed],
  ]);

/** @param {string} text */
const soft = (text) => h("span", { class: "training-soft" }, text);

/** The clauses that were missed lately. @param {HTMLElement} root @param {Clauses} clauses */
async function showMissed(root, clauses) {
  const weak = find(root, ".training-weak");
  const found = [...missed(await all("answers"))].sort(([, one], [, other]) => other.wrong - one.wrong);
  weak.hidden = found.length === 0;
  const items = found
    .slice(0, MOST_WEAK)
    .map(([id, { wrong, asked }]) =>
      h("li", {}, ...cites([id], clauses, "citation"), " ", soft(words.missedTimes(wrong, asked))),
    );
  find(weak, ".training-weak-list").replaceChildren(h("ul", {}, ...items));
}

/**
 * The button that grades, which warns once where questions are left open.
 * @param {Questions} fields
 * @param {string} note what there is to say before
 * @param {() => Promise<boolean>} grade whether it could
 */
function addSubmit(fields, note, grade) {
  const message = h("p", { class: "training-message", role: "status" }, note);
  const submit = h("button", { type: "submit", class: "button button--strong" }, words.submit);
  const actions = h("p", { class: "training-actions" }, submit);
  let warned = false;
  fields.form.append(actions, message);
  fields.form.addEventListener("input", () => {
    warned = false;
  });
  fields.form.addEventListener("submit", async () => {
    const open = fields.unanswered();
    if (open.length && !warned) {
      warned = true;
      message.textContent = words.unanswered(open.length);
      fields.focus(open[0]);
      return;
    }
    message.textContent = "";
    submit.disabled = true;
    if (await grade()) actions.remove();
    else submit.disabled = false;
  });
}

/** @param {Questions} fields @param {Graded} graded @param {Clauses} clauses @param {Case} shown */
function showVerdicts(fields, { parts }, clauses, shown) {
  fields.lock();
  const firstWrong = parts.find((part) => !part.right);
  for (const part of parts) {
    const question = find(fields.form, `[data-question="${part.id}"]`);
    question.append(verdict(part, part === firstWrong, clauses, shown));
  }
}

/**
 * The score, the way to the answers, and what can be done next.
 * @param {HTMLElement} result
 * @param {Graded} graded
 * @param {Clauses} clauses
 * @param {{next: () => void, again: () => void}} ways
 * @returns {HTMLElement} the headline
 */
function showGraded(result, graded, clauses, { next, again }) {
  const { right, asked, check, facts } = graded;
  const headline = h(
    "p",
    { class: "training-headline", tabindex: "-1", "data-right": String(right === asked) },
    right === asked ? words.allRight : words.score(right, asked),
  );
  const copied = h("span", { class: "training-message", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      copied.textContent = words.copied;
    } catch {
      copied.textContent = words.notCopied;
    }
  };
  const href = `../../checks/${check}/${fragment.write("", Object.entries(facts))}`;
  result.replaceChildren(
    headline,
    h("h3", {}, words.reasons),
    ...reasoning(graded, clauses),
    h(
      "p",
      { class: "training-actions" },
      button(words.next, next, { class: "button button--strong" }),
      button(words.again, again),
      h("a", { class: "button", href }, words.seeCheck),
      button(words.copyCase, copy),
      copied,
    ),
  );
  return headline;
}
