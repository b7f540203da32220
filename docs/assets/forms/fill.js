// A printed form filled in with what the checker knows. What is not known, or not settled, stays open for the pen.

import { findAll, h } from "../app/dom.js";

/** @import { CheckReply, View } from "handbook_checker" */

const TICK = "√";
const NOT_APPLICABLE = "—";

/**
 * Write into a blank sheet what its cells ask for.
 * @param {HTMLElement} sheet
 * @param {Map<string, CheckReply>} replies of the checker, by check
 * @param {Record<string, string>} names of clauses
 */
export function fill(sheet, replies, names) {
  /** @param {string} selector @returns {[HTMLElement, CheckReply][]} */
  const cells = (selector) =>
    findAll(sheet, selector).flatMap((cell) => {
      const reply = replies.get(cell.dataset.check ?? "");
      return reply ? [/** @type {[HTMLElement, CheckReply]} */ ([cell, reply])] : [];
    });
  oneRow(sheet);
  for (const [cell, { understood }] of cells("[data-fact]")) {
    const text = understood[cell.dataset.fact ?? ""];
    if (text !== undefined) answerWith(cell, text);
  }
  for (const [cell, { view }] of cells("[data-result]")) {
    const item = result(view, cell.dataset.result);
    if (item?.settled) cell.textContent = item.value;
    else if (view && !item) cell.textContent = NOT_APPLICABLE;
  }
  for (const [cell, { view }] of cells("[data-cites-of]")) {
    const item = result(view, cell.dataset.citesOf);
    if (item?.settled && item.clauses.length) cell.replaceChildren(...item.clauses.map((id) => cited(id, names)));
  }
  for (const [cell, { view }] of cells("[data-finding]")) {
    const finding = findingOf(view, cell.dataset.finding);
    if (finding && finding.status !== "unknown") cell.textContent = finding.status_label;
  }
  for (const [cell, { view }] of cells("[data-list]")) {
    const section = view?.sections.find((each) => each.id === cell.dataset.list);
    if (section?.kind === "list") cell.replaceChildren(...section.items.map((item) => h("p", {}, item.text)));
  }
  const outcomes = [...replies.values()].flatMap(({ outcome }) => outcome ?? []);
  const days = [...new Set(outcomes.map((outcome) => outcome.as_of))].join("、");
  for (const element of findAll(sheet, "[data-filled]")) element.toggleAttribute("hidden", outcomes.length === 0);
  for (const element of findAll(sheet, "[data-as-of]")) element.textContent = days;
}

/** A case is one customer: of a register's rows one is left. @param {HTMLElement} sheet */
function oneRow(sheet) {
  for (const row of findAll(sheet, ".form-table--register tbody tr:not(:first-child)")) row.remove();
}

/** @param {HTMLElement} cell @param {string} text */
function answerWith(cell, text) {
  const choices = findAll(cell, ".form-choice");
  if (choices.length === 0) cell.textContent = text;
  for (const choice of choices) {
    const [box, option] = choice.children;
    if (option.textContent === text) box.textContent = TICK;
  }
}

/** @param {View | null} view @param {string | undefined} label */
function result(view, label) {
  const fields = view?.sections.flatMap((section) => (section.kind === "fields" ? section.items : []));
  return fields?.find((item) => item.label === label);
}

/** @param {View | null} view @param {string | undefined} clause */
function findingOf(view, clause) {
  const findings = view?.sections.flatMap((section) => (section.kind === "reasons" ? section.items : []));
  return findings?.find((item) => item.clause === clause);
}

/** @param {string} id @param {Record<string, string>} names */
function cited(id, names) {
  const [regulation] = id.split(".");
  const href = `../../regulations/${regulation}/#${id}`;
  return h("span", { class: "form-cited" }, h("a", { class: "form-cite", href }, names[id] ?? id));
}
