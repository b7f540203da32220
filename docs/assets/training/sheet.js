// A course on paper, with its solutions or without.

import { find, h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { ask, isUnusable, problems } from "./asking.js";
import { words } from "./words.js";

/** @import { Question, Sheet, Solution, SolvedCase } from "handbook_checker" */
/** @import { Clauses } from "../app/clauses.js" */
/** @import { Page } from "./training.js" */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** @param {Page} page */
export async function openSheet({ root, clauses, signal, broken }) {
  const holder = find(root, ".training-sheet");
  const solutions = find(root, "#training-solutions", HTMLInputElement);
  const path = location.pathname;
  /** @type {Sheet | null} */
  let sheet = null;

  async function follow() {
    const given = Object.fromEntries(fragment.read(location.hash).entries ?? []);
    if (!Object.keys(given).length) return refuse([words.courseMissing]);
    try {
      const reply = await ask(root, "sheet", { course: given });
      if (signal.aborted) return;
      if (isUnusable(reply)) return refuse(problems(reply));
      sheet = reply;
      show();
    } catch (error) {
      broken(error);
    }
  }

  /** @param {string[]} lines */
  function refuse(lines) {
    sheet = null;
    const toCourses = h("a", { href: "../courses/" }, words.toCourses);
    holder.replaceChildren(...lines.map((line) => h("p", {}, line)), h("p", {}, toCourses));
  }

  function show() {
    if (sheet) holder.replaceChildren(...onPaper(sheet, clauses, root.dataset.edition ?? "", solutions.checked));
  }

  solutions.addEventListener("change", show, { signal });
  find(root, "[data-sheet=print]").addEventListener("click", () => print(), { signal });
  addEventListener("hashchange", () => location.pathname === path && follow(), { signal });
  await follow();
}

/** @param {Sheet} sheet @param {Clauses} clauses @param {string} edition @param {boolean} solved */
function onPaper({ course, cases }, clauses, edition, solved) {
  const facts = words.courseFacts(cases.length, Number(course.level), Number(course.pass), Number(course.minutes));
  const blanks = [words.sheetName, words.sheetDate, words.sheetScore];
  return [
    h("h2", {}, course.title, solved && h("span", { class: "training-soft" }, `（${words.solution}）`)),
    h("p", { class: "training-soft" }, facts),
    h("p", { class: "training-sheet-head" }, ...blanks.map((label) => h("span", {}, label))),
    ...cases.map((shown, index) => oneCase(shown, index + 1, clauses, solved)),
    h(
      "p",
      { class: "training-soft" },
      `${words.certificateEdition} ${edition}　${words.certificateCode} ${course.seed}`,
    ),
  ];
}

/** @param {SolvedCase} shown @param {number} number @param {Clauses} clauses @param {boolean} solved */
function oneCase(shown, number, clauses, solved) {
  const right = new Map(shown.right.map((each) => [each.id, each]));
  const named = (/** @type {string[]} */ ids) => ids.map((id) => clauses.get(id)?.name ?? id).join(words.comma);
  const reasons = shown.reasons.map(({ text, clauses: ids }) => `${text}${ids.length ? `（${named(ids)}）` : ""}`);

  /** @param {Solution | undefined} solution */
  const answer = (solution) =>
    solution &&
    h(
      "p",
      { class: "training-solution" },
      h("strong", {}, `${words.solution}${words.colon}`),
      solution.kind === "clause" ? cited(solution) : solution.text,
    );

  /** @param {Solution} solution */
  function cited({ text, accepted }) {
    const also = named(accepted);
    return `${named([text])}${also && `（${words.alsoRight}${words.colon}${also}）`}`;
  }

  return h(
    "section",
    { class: "training-sheet-case" },
    h("h3", {}, words.caseNumber(number, shown.title)),
    ...shown.story.map((paragraph) => h("p", {}, paragraph.map((sentence) => sentence.text).join(""))),
    h(
      "ol",
      {},
      ...shown.questions.map((question) =>
        h("li", {}, h("p", {}, question.prompt), blanks(question), solved && answer(right.get(question.id))),
      ),
    ),
    solved &&
      h(
        "div",
        { class: "training-solution" },
        h("p", {}, h("strong", {}, words.reasons)),
        h("ol", {}, ...reasons.map((reason) => h("li", {}, reason))),
      ),
  );
}

/** Where the answer is written. @param {Question} question */
function blanks({ kind, options, can_be_open }) {
  const labels = options.map(([, label]) => label);
  if (kind === "one" || kind === "many") {
    const boxes = [...labels, ...(can_be_open ? [words.open] : [])].map((label) => h("span", {}, `□ ${label}`));
    return h("p", { class: "training-boxes" }, ...boxes);
  }
  if (kind === "sequence") {
    const lettered = labels.map((label, index) => h("span", {}, `${LETTERS[index]} ${label}`));
    return h("p", { class: "training-boxes" }, ...lettered, h("span", { class: "training-blank" }, words.sheetOrder));
  }
  return h("p", { class: "training-blank" }, can_be_open ? `□ ${words.open}` : "");
}
