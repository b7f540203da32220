// An outcome's view as elements, alike for every check.

import { findAll, h, shown } from "../app/dom.js";
import { words } from "./words.js";

/** @import { ChainItem, FieldItem, ListItem, QuestionItem, ReasonItem, Section, StepItem, View } from "handbook_checker" */
/** @import { Child } from "../app/dom.js" */

/**
 * What rendering needs to know of the page around it.
 * @typedef {object} Page
 * @property {(id: string) => {name: string, words: string, href: string} | null} clause
 * @property {(name: string) => string} label of a fact
 * @property {(name: string) => string[]} cited clauses that ask for a fact
 * @property {() => Set<string>} skipped facts answered with "not known"
 */

const SIGNS = {
  met: "✓",
  not_met: "✕",
  unknown: "?",
  not_applicable: "–",
  done: "✓",
  next: "→",
  todo: "",
};
const FOCUSABLE = "a, button, summary";

/**
 * The sections of a view; what is to be asked next comes first.
 * @param {Pick<View, "sections">} view
 * @param {Page} page
 * @returns {HTMLElement[]}
 */
export function render(view, page) {
  const sections = [...view.sections].sort((a, b) => Number(b.kind === "questions") - Number(a.kind === "questions"));
  return sections.map((section) =>
    h(
      "section",
      { class: `check-section check-section--${section.kind}`, "data-section": section.id },
      section.kind === "questions" ? null : h("h3", {}, section.title),
      ...content(section, page),
    ),
  );
}

/** @param {Section} section @param {Page} page @returns {Child[]} */
function content(section, page) {
  switch (section.kind) {
    case "fields":
      return [h("dl", { class: "check-fields" }, ...section.items.map((item) => field(item, page)))];
    case "chain":
      return [h("ol", { class: "check-chain" }, ...section.items.map((item) => signatory(item, page)))];
    case "steps":
      return [h("ol", { class: "check-steps" }, ...section.items.map((item) => step(item, page)))];
    case "questions":
      return questions(section.items, page);
    case "reasons":
      return reasons(section.items, page);
    case "list":
      return [h("ul", { class: "check-list" }, ...section.items.map((item) => line(item, page)))];
  }
}

/** @param {FieldItem} item @param {Page} page */
function field(item, page) {
  return h(
    "div",
    { class: item.settled ? "" : "is-open" },
    h("dt", {}, item.label),
    h("dd", {}, h("span", {}, item.value), note(item.note), cites(item.clauses, page)),
  );
}

/** @param {ChainItem} item @param {Page} page */
function signatory(item, page) {
  return h(
    "li",
    { "data-sign": String(item.step) },
    h("strong", {}, item.role),
    h("span", { class: "check-act" }, item.act),
    cites(item.clauses, page),
  );
}

/** @param {StepItem} item @param {Page} page */
function step(item, page) {
  return h(
    "li",
    { "data-state": item.state, "data-sign": SIGNS[item.state], "aria-current": item.state === "next" && "step" },
    h("span", { class: "check-step-text" }, item.text),
    note([item.who, item.by].filter(Boolean).join(words.pause)),
    cites(item.clauses, page),
  );
}

/** @param {QuestionItem[]} items @param {Page} page */
function questions(items, page) {
  const skipped = page.skipped();
  const open = items.filter((item) => !skipped.has(item.fact));
  const passedOver = items.filter((item) => skipped.has(item.fact));
  const [first, ...others] = open;
  return [
    first &&
      h(
        "div",
        { class: "check-next" },
        h("h3", {}, words.next),
        h("p", {}, first.question),
        h("button", { type: "button", class: "button button--strong", "data-goto": first.fact }, words.goTo),
        cites(page.cited(first.fact), page),
      ),
    others.length > 0 && factList(words.others(others.length), others, "questions"),
    passedOver.length > 0 && factList(words.skipped, passedOver, "skipped"),
  ];
}

/** @param {ReasonItem[]} items @param {Page} page */
function reasons(items, page) {
  const applying = items.filter((item) => item.status !== "not_applicable");
  const others = items.filter((item) => item.status === "not_applicable");
  return [
    h("ul", { class: "check-reasons" }, ...applying.map((item) => reason(item, page))),
    others.length > 0 &&
      h(
        "details",
        { "data-key": "not_applicable" },
        h("summary", {}, `${others[0].status_label}（${others.length}）`),
        h("ul", { class: "check-reasons" }, ...others.map((item) => reason(item, page))),
      ),
  ];
}

/** @param {ReasonItem} item @param {Page} page */
function reason(item, page) {
  const clause = page.clause(item.clause);
  return h(
    "li",
    {},
    h(
      "details",
      { class: "check-reason", "data-key": item.clause, "data-status": item.status },
      h(
        "summary",
        { "data-cites": item.clause },
        h("span", { class: "check-status", "data-sign": SIGNS[item.status] }, item.status_label),
        h("span", { class: "check-reason-name" }, clause?.name ?? item.clause),
        h("span", { class: "check-reason-start", "aria-hidden": "true" }, clause?.words),
      ),
      h("p", { class: "check-reason-words" }, clause?.words),
      h(
        "p",
        { class: "check-reason-links" },
        clause && h("a", { href: clause.href, "data-cites": item.clause }, words.original),
        factLinks(item.facts, page),
      ),
    ),
  );
}

/** @param {ListItem} item @param {Page} page */
function line(item, page) {
  const facts = item.facts ?? [];
  return h(
    "li",
    {},
    item.readings.includes(item.text) ? null : item.text,
    ...facts.map((name) => goTo(name, page, facts.length === 1)),
    cites(item.clauses, page),
    readings(item.readings),
  );
}

/** @param {string} title @param {QuestionItem[]} items @param {string} key */
function factList(title, items, key) {
  return h(
    "details",
    { class: "check-facts", "data-key": key },
    h("summary", {}, title),
    h("ul", {}, ...items.map((item) => h("li", {}, factLink(item.fact, item.label, { title: item.question })))),
  );
}

/** What leads to a fact's field. @param {string} name @param {string} label @param {Record<string, string>} [attributes] */
const factLink = (name, label, attributes = {}) =>
  h("button", { type: "button", class: "button-link", "data-goto": name, ...attributes }, label);

/** @param {string} name @param {Page} page @param {boolean} alone */
function goTo(name, page, alone) {
  const label = page.label(name);
  return factLink(name, alone ? words.fillIn : label, { "aria-label": `${words.fillIn}${words.colon}${label}` });
}

/** @param {string[]} names @param {Page} page */
function factLinks(names, page) {
  const links = names.map((name) => factLink(name, page.label(name)));
  return links.length > 0 && h("span", { class: "check-reads" }, `${words.reads}${words.colon}`, ...links);
}

/** @param {string[]} ids @param {Page} page */
function cites(ids, page) {
  const links = ids.map((id) => {
    const clause = page.clause(id);
    return clause
      ? h("a", { class: "check-cite", href: clause.href, "data-cites": id, title: clause.words }, clause.name)
      : h("span", { class: "check-cite" }, id);
  });
  return links.length > 0 && h("span", { class: "check-cites" }, ...links);
}

/** @param {string[]} ids */
function readings(ids) {
  const links = ids.map((id) =>
    h("a", { class: "check-cite", href: `../../reference/interpretations/#${id}` }, `${words.readings} ${id}`),
  );
  return links.length > 0 && h("span", { class: "check-cites" }, ...links);
}

/** @param {string} text */
function note(text) {
  return text ? h("span", { class: "check-aside-note" }, text) : null;
}

/**
 * Put `elements` into `holder` without closing what the reader has opened or taking the keyboard from where it is.
 * @param {HTMLElement} holder
 * @param {Child[]} elements
 */
export function replace(holder, elements) {
  const opened = new Set(findAll(holder, "details[open]").map((each) => each.dataset.key));
  const focused = document.activeElement;
  /** @type {Element[]} */
  const focusable = findAll(holder, FOCUSABLE);
  const index = focused && holder.contains(focused) ? focusable.indexOf(focused) : -1;
  const key = focused?.closest("[data-key]")?.getAttribute("data-key");
  holder.replaceChildren(...shown(elements));
  for (const details of findAll(holder, "details", HTMLDetailsElement)) details.open = opened.has(details.dataset.key);
  if (index < 0) return;
  const same = findAll(holder, "[data-key]").find((each) => each.dataset.key === key);
  const heir = same ? same.querySelector("summary") : findAll(holder, FOCUSABLE)[index];
  heir?.focus({ preventScroll: true });
}
