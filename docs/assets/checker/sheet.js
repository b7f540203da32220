import { h } from "../app/dom.js";
import { words } from "./words.js";

/** @typedef {import("./outcome.js").Page} Page */

/**
 * A case as lines of text, to paste into a letter or a chat.
 * @param {any} reply
 * @param {Page} page
 * @param {string} title
 * @param {string} address
 */
export function text(reply, page, title, address) {
  const named = (/** @type {string[]} */ ids) => ids.map((id) => page.clause(id)?.name ?? id).join(words.comma);
  const cited = (/** @type {string[]} */ ids) => (ids.length ? `（${named(ids)}）` : "");
  /** @type {Record<string, (item: any) => string>} */
  const line = {
    fields: (item) => `${item.label}${words.colon}${item.value}${cited(item.clauses)}`,
    chain: (item) => `${item.step}. ${item.role}　${item.act}${cited(item.clauses)}`,
    steps: (item) => `${item.text}${cited(item.clauses)}`,
    questions: (item) => item.question,
    reasons: (item) => `${page.clause(item.clause)?.name ?? item.clause}${words.colon}${item.status_label}`,
    list: (item) => `${item.text}${cited(item.clauses)}`,
  };
  const { view, outcome } = reply;
  return [
    `${title}${words.colon}${view.headline.text}`,
    `${words.asOf} ${outcome.as_of}　${words.edition} ${outcome.edition}`,
    "",
    `【${words.sheetFacts}】`,
    ...given(reply, page).map((fact) => fact.join(words.colon)),
    ...view.sections.flatMap((/** @type {any} */ section) => [
      "",
      `【${section.title}】`,
      ...section.items.map(line[section.kind]),
    ]),
    "",
    address,
  ].join("\n");
}

/**
 * A case as the sheet that is printed and signed.
 * @param {any} reply
 * @param {Page} page
 * @param {string} title
 * @param {string} address
 * @returns {HTMLElement}
 */
export function sheet(reply, page, title, address) {
  const { view, outcome } = reply;
  /** @type {any[]} */
  const sections = view.sections;
  const named = (/** @type {string[]} */ ids) => ids.map((id) => page.clause(id)?.name ?? id).join(words.comma);
  const of = (/** @type {string} */ kind) => sections.filter((section) => section.kind === kind);
  const reasons = of("reasons").flatMap((section) => section.items);
  return h(
    "div",
    { class: "check-sheet" },
    h("h1", {}, title),
    h(
      "p",
      { class: "check-sheet-head" },
      ...[
        [words.asOf, outcome.as_of],
        [words.edition, outcome.edition],
        [words.printedOn, today()],
      ].map(([label, value]) => h("span", {}, `${label}${words.colon}${value}`)),
    ),
    h("p", { class: "check-sheet-headline" }, view.headline.text),
    h("h2", {}, words.sheetFacts),
    table(inPairs(given(reply, page)), "check-sheet-facts"),
    ...sections
      .filter((section) => section.kind !== "reasons")
      .flatMap((section) => [h("h2", {}, section.title), sectionTable(section, named)]),
    ...(reasons.length
      ? [
          h("h2", {}, words.sheetClauses),
          table(
            reasons
              .filter((item) => item.status !== "not_applicable")
              .map((item) => [
                item.status_label,
                page.clause(item.clause)?.name ?? item.clause,
                page.clause(item.clause)?.words ?? "",
              ]),
            "check-sheet-clauses",
          ),
        ]
      : []),
    h("h2", {}, words.sheetSign),
    h(
      "div",
      { class: "check-sheet-sign" },
      ...[
        words.preparer,
        ...of("chain").flatMap((section) =>
          section.items.map((/** @type {any} */ item) => `${item.role}（${item.act}）`),
        ),
      ].map((role) => h("div", {}, h("span", {}, role), h("span", {}, words.signature), h("span", {}, words.date))),
    ),
    h("p", { class: "check-sheet-address" }, `${words.address}${words.colon}${address}`),
  );
}

/** @param {any} section @param {(ids: string[]) => string} named */
function sectionTable(section, named) {
  if (section.items.every((/** @type {any} */ item) => item.readings?.includes(item.text))) {
    return h("p", {}, section.items.map((/** @type {any} */ item) => item.text).join(words.comma));
  }
  /** @type {Record<string, (item: any) => string[]>} */
  const row = {
    fields: (item) => [item.label, item.value, named(item.clauses)],
    chain: (item) => [`${item.step}. ${item.role}`, item.act, named(item.clauses)],
    steps: (item) => [item.text, [item.who, item.by].filter(Boolean).join(words.comma), named(item.clauses)],
    questions: (item) => [item.label, item.question, named(item.clauses)],
    list: (item) => [item.text, named(item.clauses)],
  };
  return table(section.items.map(row[section.kind]), `check-sheet-${section.kind}`);
}

/** The facts that were given, with their labels, as they were understood. @param {any} reply @param {Page} page */
function given(reply, page) {
  return Object.keys(reply.facts).map((name) => [page.label(name), String(reply.understood[name] ?? words.unknown)]);
}

/** Two facts to a row of the table. @param {string[][]} rows */
function inPairs(rows) {
  const half = Math.ceil(rows.length / 2);
  return rows.slice(0, half).map((row, place) => [...row, ...(rows[place + half] ?? ["", ""])]);
}

/** @param {string[][]} rows @param {string} kind */
function table(rows, kind) {
  return h(
    "table",
    { class: `check-sheet-table ${kind}` },
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))),
  );
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
