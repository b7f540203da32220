// What the fields of all questions have.

import { h } from "../app/dom.js";

/** @import { Question } from "handbook_checker" */
/** @import { Child } from "../app/dom.js" */

/**
 * @typedef {string | string[]} Answer
 *
 * @typedef {object} Field
 * @property {Child[]} controls
 * @property {() => Answer} read "" where nobody has answered
 * @property {(answer: Answer | undefined) => void} fill
 * @property {() => void} focus
 * @property {string} labelled the id of the one control that the question is the label of, or ""
 */

/** The answer that what is known does not settle the question. */
export const OPEN = "open";

/** @param {HTMLInputElement} input @param {string} label */
export const option = (input, label) => h("label", { class: "training-option" }, input, h("span", {}, label));

/** The box to tick where what is known does not settle the answer. @param {Question} question @param {() => void} clear */
export function opening(question, clear) {
  if (!question.can_be_open) return null;
  const open = h("input", { type: "checkbox", value: OPEN });
  open.addEventListener("change", () => {
    if (open.checked) clear();
  });
  return open;
}
