// A course on paper, with its solutions or without.

import { h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { ask } from "./asking.js";
import { words } from "./words.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** @param {import("./training.js").Page} page */
export async function openSheet({ root, clauses, signal, broken }) {
  const place = /** @type {HTMLElement} */ (root.querySelector(".training-sheet"));
  const solutions = /** @type {HTMLInputElement} */ (root.querySelector("#training-solutions"));
  const path = location.pathname;
  /** @type {any} */
  let told = null;

  async function follow() {
    const given = Object.fromEntries(fragment.read(location.hash).entries ?? []);
    try {
      told = Object.keys(given).length
        ? await ask(root, "sheet", { course: given })
        : { errors: [{ problem: words.courseMissing }] };
    } catch (error) {
      return broken(error);
    }
    if (!signal.aborted) show();
  }

  function show() {
    if (told.errors) {
      place.replaceChildren(
        ...told.errors.map((/** @type {any} */ error) => h("p", {}, error.problem)),
        h("p", {}, h("a", { href: "../courses/" }, words.toCourses)),
      );
      return;
    }
    const { course, cases } = told;
    place.replaceChildren(
      h("h2", {}, course.title, solutions.checked && h("span", { class: "training-soft" }, `（${words.solution}）`)),
      h(
        "p",
        { class: "training-soft" },
        words.courseFacts(cases.length, Number(course.level), Number(course.pass), Number(course.minutes)),
      ),
      h(
        "p",
        { class: "training-sheet-head" },
        ...[words.sheetName, words.sheetDate, words.sheetScore].map((label) => h("span", {}, label)),
      ),
      ...cases.map(oneCase),
      h(
        "p",
        { class: "training-soft" },
        `${words.certificateEdition} ${root.dataset.edition ?? ""}　${words.certificateCode} ${course.seed}`,
      ),
    );
  }

  /** @param {any} shown @param {number} at */
  function oneCase(shown, at) {
    const right = new Map(shown.right.map((/** @type {any} */ each) => [each.id, each]));
    return h(
      "section",
      { class: "training-sheet-case" },
      h("h3", {}, words.caseNumber(at + 1, shown.title)),
      ...shown.story.map((/** @type {any[]} */ paragraph) =>
        h("p", {}, paragraph.map((sentence) => sentence.text).join("")),
      ),
      h(
        "ol",
        {},
        ...shown.questions.map((/** @type {any} */ question) =>
          h(
            "li",
            {},
            h("p", {}, question.prompt),
            blanks(question),
            solutions.checked && solution(right.get(question.id)),
          ),
        ),
      ),
      solutions.checked &&
        h(
          "div",
          { class: "training-solution" },
          h("p", {}, h("strong", {}, words.reasons)),
          h(
            "ol",
            {},
            ...shown.reasons.map((/** @type {any} */ reason) => h("li", {}, `${reason.text}${named(reason.clauses)}`)),
          ),
        ),
    );
  }

  /** @param {string[]} ids */
  const named = (ids) => (ids.length ? `（${ids.map((id) => clauses.get(id)?.name ?? id).join(words.comma)}）` : "");

  /** @param {any} question */
  function blanks(question) {
    const labels = [...question.options.map(([, label]) => label), ...(question.can_be_open ? [words.open] : [])];
    if (question.kind === "one" || question.kind === "many")
      return h("p", { class: "training-boxes" }, ...labels.map((label) => h("span", {}, `□ ${label}`)));
    if (question.kind === "sequence") {
      return h(
        "p",
        { class: "training-boxes" },
        ...question.options.map(([, label], /** @type {number} */ at) => h("span", {}, `${LETTERS[at]} ${label}`)),
        h("span", { class: "training-blank" }, words.sheetOrder),
      );
    }
    return h("p", { class: "training-blank" }, question.can_be_open ? `□ ${words.open}` : "");
  }

  /** @param {any} right */
  function cited(right) {
    const others = right.accepted.map((/** @type {string} */ id) => clauses.get(id)?.name ?? id).join(words.comma);
    return `${clauses.get(right.text)?.name ?? right.text}${others && `（${words.alsoRight}${words.colon}${others}）`}`;
  }

  /** @param {any} right */
  function solution(right) {
    return h(
      "p",
      { class: "training-solution" },
      h("strong", {}, `${words.solution}${words.colon}`),
      right.kind === "clause" ? cited(right) : right.text,
    );
  }

  solutions.addEventListener("change", () => told && show(), { signal });
  root.querySelector("[data-sheet=print]")?.addEventListener("click", () => window.print(), { signal });
  window.addEventListener("hashchange", () => location.pathname === path && follow(), { signal });
  await follow();
}
