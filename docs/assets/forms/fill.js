import { h } from "../app/dom.js";

const TICK = "√";
const NOT_APPLICABLE = "—";

/**
 * Write into a blank sheet what its cells ask for. What is not known, or not settled, stays open for the pen.
 * @param {HTMLElement} sheet
 * @param {Map<string, any>} replies of the checker, by check
 * @param {Record<string, string>} names of clauses
 */
export function fill(sheet, replies, names) {
  /** @param {string} selector @returns {[HTMLElement, any][]} */
  const cells = (selector) => {
    const found = /** @type {HTMLElement[]} */ ([...sheet.querySelectorAll(selector)]);
    return found.flatMap((cell) => {
      const reply = replies.get(cell.dataset.check ?? "");
      return reply ? [[cell, reply]] : [];
    });
  };
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
    if (item?.settled && item.clauses.length)
      cell.replaceChildren(...item.clauses.map((/** @type {string} */ id) => cited(id, names)));
  }
  for (const [cell, { view }] of cells("[data-finding]")) {
    const finding = items(view, "reasons").find((item) => item.clause === cell.dataset.finding);
    if (finding && finding.status !== "unknown") cell.textContent = finding.status_label;
  }
  for (const [cell, { view }] of cells("[data-list]")) {
    const section = view?.sections.find((/** @type {any} */ each) => each.id === cell.dataset.list);
    if (section) cell.replaceChildren(...section.items.map((/** @type {any} */ item) => h("p", {}, item.text)));
  }
  const outcomes = [...replies.values()].map((reply) => reply.outcome).filter(Boolean);
  for (const element of sheet.querySelectorAll("[data-filled]"))
    element.toggleAttribute("hidden", outcomes.length === 0);
  for (const element of sheet.querySelectorAll("[data-as-of]"))
    element.textContent = [...new Set(outcomes.map((outcome) => outcome.as_of))].join("、");
}

/** A case is one customer: of a register's rows one is left. @param {HTMLElement} sheet */
function oneRow(sheet) {
  for (const row of sheet.querySelectorAll(".form-table--register tbody tr:not(:first-child)")) row.remove();
}

/** @param {HTMLElement} cell @param {string} text */
function answerWith(cell, text) {
  const choices = [...cell.querySelectorAll(".form-choice")];
  if (choices.length === 0) cell.textContent = text;
  for (const choice of choices) {
    const [box, option] = choice.children;
    if (option.textContent === text) box.textContent = TICK;
  }
}

/** @param {any} view @param {string} kind @returns {any[]} */
function items(view, kind) {
  return (
    view?.sections
      .filter((/** @type {any} */ section) => section.kind === kind)
      .flatMap((/** @type {any} */ section) => section.items) ?? []
  );
}

/** @param {any} view @param {string | undefined} label */
function result(view, label) {
  return items(view, "fields").find((item) => item.label === label);
}

/** @param {string} id @param {Record<string, string>} names */
function cited(id, names) {
  const [regulation] = id.split(".");
  return h(
    "span",
    { class: "form-cited" },
    h("a", { class: "form-cite", href: `../../regulations/${regulation}/#${id}` }, names[id] ?? id),
  );
}
