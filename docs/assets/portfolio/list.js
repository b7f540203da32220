// The customers of a table with their outcomes, a page at a time: filtered, sorted, and each with a way to its reasons.

import { allClauses } from "../app/clauses.js";
import { button, find, h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { grouped } from "./figures.js";
import { words } from "./words.js";

/** @import { Entry } from "../app/fragment.js" */
/** @import { Sort, View } from "../workers/lines.js" */
/** @import { Rows } from "./pool.js" */
/** @import { Table } from "./run.js" */

/** @typedef {Pick<View, "filter" | "text" | "sort" | "from">} Shown what the reader looks at */

const PAGE = 50;
const TYPING_PAUSE_MS = 250;

/** The columns of a customer's own, in the order of handbook_checker.credit.classification, behind the row and the names. */
const OWN = [
  "grade",
  "possible",
  "decision",
  "kind",
  "limit",
  "term",
  "due",
  "approvers",
  "beyond",
  "missing",
  "conditions",
  "clauses",
  "error",
];
const NUMERIC = new Set(["limit", "beyond"]);
const CITED = new Set(["conditions", "clauses"]);

/** @returns {Shown} what is looked at first */
export const everybody = () => ({ filter: "all", text: "", sort: null, from: 0 });

/**
 * @param {HTMLElement} holder
 * @param {Table} table
 * @param {Rows} rows
 * @param {Shown} view kept up to date, for when the reader comes back
 * @param {AbortSignal} signal
 */
export async function showList(holder, table, rows, view, signal) {
  const columns = columnsOf(table);
  const line = await openLines(table, columns);
  const body = h("tbody");
  const heads = headsFor(table, columns, view, change);
  const row = h("tr", {}, ...heads);
  const where = h("span", { role: "status" });
  const previous = button(words.previous, () => change({ from: Math.max(0, view.from - PAGE) }));
  const next = button(words.next, () => change({ from: view.from + PAGE }));
  const filters = Object.entries(words.filter).map(([name, label]) =>
    button(label, () => change({ filter: name, from: 0 }), { "data-filter": name }),
  );
  const search = h("input", {
    type: "search",
    placeholder: words.search,
    "aria-label": words.search,
    value: view.text,
  });
  let pause = 0;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = window.setTimeout(() => change({ text: search.value, from: 0 }), TYPING_PAUSE_MS);
  });
  const scroll = h(
    "div",
    { class: "portfolio-scroll", tabindex: "0", role: "region", "aria-label": words.list },
    h("table", { class: "portfolio-list" }, h("thead", {}, row), body),
  );
  holder.replaceChildren(
    h("h3", {}, words.list),
    h("div", { class: "portfolio-filters", role: "group", "aria-label": words.filters }, ...filters),
    h("p", { class: "portfolio-search" }, search),
    scroll,
    h("p", { class: "portfolio-pages" }, previous, where, next),
  );

  /** @param {Partial<Shown>} changed */
  async function change(changed) {
    Object.assign(view, changed);
    const { grade, beyond, error } = columns.at;
    const { lines, matching } = await rows.look({ ...view, count: PAGE, columns: { grade, beyond, error } });
    const { reply } = await table.checker.ask({ do: "typed", rows: lines.map(([number]) => Number(number)) });
    if (signal.aborted) return;
    body.replaceChildren(...lines.map((cells, index) => line(cells, reply.typed[index])));
    where.textContent = words.matching(view.from + 1, view.from + lines.length, matching);
    previous.disabled = view.from === 0;
    next.disabled = view.from + lines.length >= matching;
    for (const each of filters) each.setAttribute("aria-pressed", String(each.dataset.filter === view.filter));
    for (const [column, head] of heads.entries()) {
      if (view.sort?.column === column) head.setAttribute("aria-sort", view.sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    if (changed.from) scroll.scrollTo(0, 0);
  }

  await change({});
}

/** List those whose exposure is above their limit. @param {HTMLElement} holder of a list */
export const listBeyond = (holder) => find(holder, '[data-filter="beyond"]').click();

/** Where each column stands: the row, the names, then the customer's own. @param {Table} table */
export function columnsOf({ naming }) {
  const first = 1 + naming;
  return {
    at: Object.fromEntries(OWN.map((name, index) => [name, first + index])),
    /** @param {number} column */
    own: (column) => OWN[column - first],
    names: Array.from({ length: naming }, (_, index) => index + 1),
  };
}

/**
 * @param {Table} table
 * @param {ReturnType<typeof columnsOf>} columns
 * @param {Shown} view
 * @param {(changed: {sort: Sort, from: number}) => void} change
 */
function headsFor({ headings }, columns, view, change) {
  return headings.map((heading, column) => {
    const numeric = column === 0 || NUMERIC.has(columns.own(column));
    const sort = () => {
      // Amounts are looked at from the highest down.
      const down = view.sort?.column === column ? !view.sort.down : numeric && column > 0;
      change({ sort: { column, numeric, down }, from: 0 });
    };
    const isNumber = NUMERIC.has(columns.own(column));
    return h(
      "th",
      { scope: "col", class: isNumber && "is-number" },
      button(heading, sort, { class: "portfolio-sort" }),
    );
  });
}

/** @param {Table} table @param {ReturnType<typeof columnsOf>} columns */
async function openLines({ plan }, { at, own, names }) {
  const clauses = await allClauses();
  const facts = plan.columns.flatMap((column) => (column.use === "fact" ? (column.fact ?? []) : []));

  /** @param {string} id */
  function citation(id) {
    const clause = clauses.get(id);
    return clause ? h("a", { href: clause.href }, clause.name) : id;
  }

  /** @param {string[]} cells @param {string[]} typed the customer's facts as they stand in the table */
  return (cells, typed) => {
    const name = names.flatMap((column) => cells[column] || []).join(" ") || words.row(cells[0]);
    const given = typed.flatMap((text, index) => (text ? [/** @type {Entry} */ ([facts[index], text])] : []));
    const href = `../credit/${fragment.write("", given)}`;
    const linked = names.at(-1) ?? at.grade;
    /** @param {string} cell @param {number} column */
    const show = (cell, column) => {
      if (column === 0) return h("th", { scope: "row" }, cell);
      if (column === linked) {
        const label = cell || (column === at.grade ? words.reasons : name);
        return h("td", {}, h("a", { href, title: words.reasonsOf(name) }, label));
      }
      if (NUMERIC.has(own(column))) return h("td", { class: "is-number" }, cell && grouped(cell));
      if (CITED.has(own(column))) {
        return h("td", { class: "portfolio-cited" }, ...cell.split(" ").filter(Boolean).map(citation));
      }
      return h("td", { class: column === at.grade && cell ? `portfolio-grade portfolio-grade--${cell}` : null }, cell);
    };
    return h("tr", { class: cells[at.error] ? "is-unusable" : null }, ...cells.map(show));
  };
}
