// A case taken along: as text to paste, as a link, and as the sheet that is printed and signed.

import { today } from "../app/dates.js";
import { button, find, h } from "../app/dom.js";
import { words } from "./words.js";

/** @import { CheckReply, ListSection, Outcome, ReasonItem, Section, View } from "handbook_checker" */
/** @import { Page } from "./outcome.js" */

/** @typedef {CheckReply & {outcome: Outcome, view: View}} Decided a reply to facts that can all be used */

const MESSAGE_MS = 4000;

/** @param {CheckReply | null} reply @returns {reply is Decided} */
export const isDecided = (reply) => Boolean(reply?.outcome && reply.view);

/**
 * The buttons below an outcome, and the sheet in place of the page when it is printed.
 * @param {HTMLElement} root the check
 * @param {Page} page
 * @param {object} ways
 * @param {() => Decided | null} ways.decided the case as it stands, where there is one to take along
 * @param {() => string} ways.address where it is found again, on the same day's terms
 * @param {() => void} ways.clear
 * @param {string} ways.clauses the address of its clauses
 * @param {AbortSignal} signal
 */
export function offerTakingAlong(root, page, { decided, address, clear, clauses }, signal) {
  const title = root.dataset.title ?? "";
  // Beside the outcome: the next one would be announced over it.
  const message = find(root, ".check-done");
  const tools = find(root, ".check-tools");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let hiding;
  signal.addEventListener("abort", () => clearTimeout(hiding), { once: true });

  /** @param {string} text @param {string} done */
  async function copy(text, done) {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    message.textContent = copied ? done : words.notCopied;
    clearTimeout(hiding);
    hiding = setTimeout(() => message.replaceChildren(), MESSAGE_MS);
  }

  /** @param {(reply: Decided) => void} take */
  const withOutcome = (take) => () => {
    const reply = decided();
    if (reply) take(reply);
  };
  const taking = { class: "button-link", "data-needs-outcome": true };
  tools.replaceChildren(
    button(
      words.copy,
      withOutcome((reply) => copy(text(reply, page, title, address()), words.copied)),
      taking,
    ),
    button(
      words.link,
      withOutcome((reply) => copy(address(), words.linked(reply.outcome.as_of))),
      taking,
    ),
    button(words.print, () => print(), taking),
    button(words.clear, clear, { class: "button-link" }),
    h("a", { class: "button-link", href: clauses }, words.readForCase),
  );
  tools.hidden = true;

  // On paper a case is a sheet to sign; without one the form itself is printed.
  const put = withOutcome((reply) => root.append(sheet(reply, page, title, address())));
  addEventListener("beforeprint", put, { signal });
  addEventListener("afterprint", () => root.querySelector(".check-sheet")?.remove(), { signal });
}

/**
 * A case as lines of text, to paste into a letter or a chat.
 * @param {Decided} reply
 * @param {Page} page
 * @param {string} title
 * @param {string} address
 */
export function text(reply, page, title, address) {
  const { view, outcome } = reply;
  return [
    `${title}${words.colon}${view.headline.text}`,
    `${words.asOf} ${outcome.as_of}　${words.edition} ${outcome.edition}`,
    "",
    `【${words.sheetFacts}】`,
    ...given(reply, page).map((fact) => fact.join(words.colon)),
    ...view.sections.flatMap((section) => ["", `【${section.title}】`, ...lines(section, page)]),
    "",
    address,
  ].join("\n");
}

/** @param {Section} section @param {Page} page @returns {string[]} */
function lines(section, page) {
  const cited = (/** @type {string[]} */ ids) => (ids.length ? `（${named(ids, page)}）` : "");
  switch (section.kind) {
    case "fields":
      return section.items.map((item) => `${item.label}${words.colon}${item.value}${cited(item.clauses)}`);
    case "chain":
      return section.items.map((item) => `${item.step}. ${item.role}　${item.act}${cited(item.clauses)}`);
    case "questions":
      return section.items.map((item) => item.question);
    case "reasons":
      return section.items.map((item) => `${named([item.clause], page)}${words.colon}${item.status_label}`);
    default:
      return section.items.map((item) => `${item.text}${cited(item.clauses)}`);
  }
}

/**
 * A case as the sheet that is printed and signed.
 * @param {Decided} reply
 * @param {Page} page
 * @param {string} title
 * @param {string} address
 * @returns {HTMLElement}
 */
export function sheet(reply, page, title, address) {
  const { view, outcome } = reply;
  const head = [
    [words.asOf, outcome.as_of],
    [words.edition, outcome.edition],
    [words.printedOn, today()],
  ];
  const reasons = view.sections.flatMap((section) => (section.kind === "reasons" ? section.items : []));
  const signing = view.sections.flatMap((section) => (section.kind === "chain" ? section.items : []));
  const roles = [words.preparer, ...signing.map((item) => `${item.role}（${item.act}）`)];
  return h(
    "div",
    { class: "check-sheet" },
    h("h1", {}, title),
    h(
      "p",
      { class: "check-sheet-head" },
      ...head.map(([label, value]) => h("span", {}, `${label}${words.colon}${value}`)),
    ),
    h("p", { class: "check-sheet-headline" }, view.headline.text),
    h("h2", {}, words.sheetFacts),
    table(inPairs(given(reply, page)), "check-sheet-facts"),
    ...view.sections.flatMap((section) =>
      section.kind === "reasons" ? [] : [h("h2", {}, section.title), sectionTable(section, page)],
    ),
    ...(reasons.length ? [h("h2", {}, words.sheetClauses), clauseTable(reasons, page)] : []),
    h("h2", {}, words.sheetSign),
    h(
      "div",
      { class: "check-sheet-sign" },
      ...roles.map((role) =>
        h("div", {}, h("span", {}, role), h("span", {}, words.signature), h("span", {}, words.date)),
      ),
    ),
    h("p", { class: "check-sheet-address" }, `${words.address}${words.colon}${address}`),
  );
}

/** @param {Exclude<Section, {kind: "reasons"}>} section @param {Page} page */
function sectionTable(section, page) {
  if (section.kind === "list" && isOfReadings(section)) {
    return h("p", {}, section.items.map((item) => item.text).join(words.comma));
  }
  return table(rows(section, page), `check-sheet-${section.kind}`);
}

/** @param {ListSection} section */
const isOfReadings = (section) => section.items.every((item) => item.readings.includes(item.text));

/** @param {Exclude<Section, {kind: "reasons"}>} section @param {Page} page @returns {string[][]} */
function rows(section, page) {
  switch (section.kind) {
    case "fields":
      return section.items.map((item) => [item.label, item.value, named(item.clauses, page)]);
    case "chain":
      return section.items.map((item) => [`${item.step}. ${item.role}`, item.act, named(item.clauses, page)]);
    case "steps":
      return section.items.map((item) => [
        item.text,
        [item.who, item.by].filter(Boolean).join(words.comma),
        named(item.clauses, page),
      ]);
    case "questions":
      return section.items.map((item) => [item.label, item.question, named(item.clauses, page)]);
    case "list":
      return section.items.map((item) => [item.text, named(item.clauses, page)]);
  }
}

/** @param {ReasonItem[]} reasons @param {Page} page */
function clauseTable(reasons, page) {
  const applying = reasons.filter((item) => item.status !== "not_applicable");
  return table(
    applying.map((item) => [item.status_label, named([item.clause], page), page.clause(item.clause)?.words ?? ""]),
    "check-sheet-clauses",
  );
}

/** @param {string[]} ids @param {Page} page */
const named = (ids, page) => ids.map((id) => page.clause(id)?.name ?? id).join(words.comma);

/** The facts that were given, with their labels, as they were understood. @param {CheckReply} reply @param {Page} page */
function given(reply, page) {
  return Object.keys(reply.facts).map((name) => [page.label(name), reply.understood[name] ?? words.unknown]);
}

/** Two facts to a row of the table. @param {string[][]} facts */
export function inPairs(facts) {
  const half = Math.ceil(facts.length / 2);
  return facts.slice(0, half).map((fact, index) => [...fact, ...(facts[index + half] ?? ["", ""])]);
}

/** @param {string[][]} cells @param {string} kind */
function table(cells, kind) {
  return h(
    "table",
    { class: `check-sheet-table ${kind}` },
    h("tbody", {}, ...cells.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))),
  );
}
