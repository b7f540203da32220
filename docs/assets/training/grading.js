// A case and what is said of the answers to it.

import { h } from "../app/dom.js";
import { words } from "./words.js";

/** @import { Case, Graded, GradedPart, Remark } from "handbook_checker" */
/** @import { Clauses } from "../app/clauses.js" */

const MOST_QUOTED = 3;

/**
 * A story as paragraphs; every sentence can be marked.
 * @param {Pick<Case, "story">} shown
 */
export function story(shown) {
  return h(
    "div",
    { class: "training-story" },
    ...shown.story.map((paragraph) =>
      h("p", {}, ...paragraph.map(({ text, facts }) => h("span", { "data-facts": facts.join(" ") }, text))),
    ),
  );
}

/**
 * Whatever a remark says, with links to its clauses and the sentences of the story that it rests on.
 * @param {Remark} remark
 * @param {Clauses} clauses
 * @param {Case | null} shown the case, where the story is to be quoted
 */
function explained(remark, clauses, shown) {
  const facts = new Set(remark.facts);
  const sentences = shown?.story.flat().filter((sentence) => sentence.facts.some((name) => facts.has(name))) ?? [];
  const quoted = sentences.map(({ text }) => text.replace(/。$/, "")).join("；");
  return [
    h("span", {}, remark.text),
    ...cites(remark.clauses, clauses),
    sentences.length > 0 &&
      sentences.length <= MOST_QUOTED &&
      h("span", { class: "training-quote" }, `${words.quoted}${words.colon}“${quoted}”`),
  ];
}

/**
 * @param {string[]} ids
 * @param {Clauses} clauses
 * @param {"name" | "citation"} [how] by its name within its regulation, or with the regulation's
 */
export function cites(ids, clauses, how = "name") {
  return ids.map((id) => {
    const clause = clauses.get(id);
    return h("a", { class: "training-cite", href: clause?.href, title: clause?.words }, clause?.[how] ?? id);
  });
}

/** An answer or what is right in words; a clause by its name. @param {GradedPart} part @param {"yours" | "expected"} which @param {Clauses} clauses */
function inWords(part, which, clauses) {
  return part.kind === "clause" ? (clauses.get(part[which])?.name ?? part[which]) : part[which];
}

/**
 * What is said of one graded part.
 * @param {GradedPart} part
 * @param {boolean} first whether it is the first that is wrong
 * @param {Clauses} clauses
 * @param {Case} shown
 */
export function verdict(part, first, clauses, shown) {
  return h(
    "div",
    { class: "training-verdict-box", "data-right": String(part.right) },
    ...(part.right
      ? [h("p", {}, mark(true), h("span", {}, inWords(part, "yours", clauses)))]
      : correction(part, clauses)),
    part.departs &&
      h(
        "p",
        { class: "training-departs" },
        h("strong", {}, `${first ? words.departsFirst : words.departs}${words.colon}`),
        ...explained(part.departs, clauses, shown),
      ),
  );
}

/** @param {GradedPart} part @param {Clauses} clauses */
function correction(part, clauses) {
  const others = part.accepted.filter((id) => id !== part.expected);
  return [
    h("p", {}, mark(false), h("span", {}, `${words.yours}${words.colon}${inWords(part, "yours", clauses)}`)),
    h(
      "p",
      {},
      `${words.expected}${words.colon}`,
      ...(part.kind === "clause" ? cites([part.expected], clauses) : [inWords(part, "expected", clauses)]),
      ...(others.length ? [`（${words.alsoRight}${words.colon}`, ...cites(others, clauses), "）"] : []),
    ),
  ];
}

/** @param {boolean} right */
function mark(right) {
  const text = right ? `✓ ${words.right}` : `✗ ${words.wrong}`;
  return h("span", { class: "training-mark", "data-right": String(right) }, text);
}

/** The way to the answer, and the readings of the register that it relied on. @param {Graded} graded @param {Clauses} clauses */
export function reasoning({ reasons, readings }, clauses) {
  const links = readings.map((id) =>
    h("a", { class: "training-cite", href: `../../reference/interpretations/#${id}` }, id),
  );
  return [
    h(
      "ol",
      { class: "training-reasons" },
      ...reasons.map((reason) => h("li", {}, ...explained(reason, clauses, null))),
    ),
    h("p", { class: "training-soft", hidden: readings.length === 0 }, `${words.readings}${words.colon}`, ...links),
  ];
}

/** A case beside its questions. @param {Case} shown @param {HTMLElement} title @param {HTMLElement} form @param {HTMLElement | null} [result] */
export function caseSheet(shown, title, form, result = null) {
  return h(
    "article",
    { class: "training-sheet-of-case" },
    title,
    h(
      "div",
      { class: "training-columns" },
      h("section", { "aria-label": words.story }, story(shown)),
      h("section", { "aria-label": words.questions }, form),
    ),
    result,
  );
}
