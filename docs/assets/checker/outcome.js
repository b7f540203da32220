import { h } from "../app/dom.js";
import { words } from "./words.js";

/**
 * What rendering needs to know of the page around it.
 * @typedef {object} Page
 * @property {(id: string) => {name: string, words: string, href: string} | null} clause
 * @property {(name: string) => string} label of a fact
 * @property {(name: string) => string[]} cited clauses that ask for a fact
 * @property {() => Set<string>} skipped facts answered with "not known"
 */

const SIGNS = /** @type {Record<string, string>} */ ({
  met: "✓",
  not_met: "✕",
  unknown: "?",
  not_applicable: "–",
  done: "✓",
  next: "→",
  todo: "",
});

/**
 * A view as elements; one renderer for every check.
 * @param {any} view
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
      ...RENDERERS[section.kind](section.items, page, section),
    ),
  );
}

/** @type {Record<string, (items: any[], page: Page, section: any) => HTMLElement[]>} */
const RENDERERS = {
  fields: (items, page) => [
    h(
      "dl",
      { class: "check-fields" },
      ...items.map((item) =>
        h(
          "div",
          { class: item.settled === false ? "is-open" : "" },
          h("dt", {}, item.label),
          h("dd", {}, h("span", {}, item.value), note(item.note), cites(item.clauses, page)),
        ),
      ),
    ),
  ],

  chain: (items, page) => [
    h(
      "ol",
      { class: "check-chain" },
      ...items.map((item) =>
        h(
          "li",
          { "data-sign": String(item.step) },
          h("strong", {}, item.role),
          h("span", { class: "check-act" }, item.act),
          cites(item.clauses, page),
        ),
      ),
    ),
  ],

  steps: (items, page) => [
    h(
      "ol",
      { class: "check-steps" },
      ...items.map((item) =>
        h(
          "li",
          { "data-state": item.state, "data-sign": SIGNS[item.state], "aria-current": item.state === "next" && "step" },
          h("span", { class: "check-step-text" }, item.text),
          note([item.who, item.by].filter(Boolean).join(words.pause)),
          cites(item.clauses, page),
        ),
      ),
    ),
  ],

  questions: (items, page, section) => {
    const skipped = page.skipped();
    const open = items.filter((item) => !skipped.has(item.fact));
    const [first, ...others] = open;
    return [
      first &&
        h(
          "div",
          { class: "check-next" },
          h("h3", {}, words.next),
          h("p", {}, first.question),
          h(
            "button",
            { type: "button", class: "check-button check-button--strong", "data-goto": first.fact },
            words.goTo,
          ),
          cites(page.cited(first.fact), page),
        ),
      others.length > 0 && factList(words.others(others.length), others, "questions"),
      open.length < items.length &&
        factList(
          words.skipped,
          items.filter((item) => skipped.has(item.fact)),
          "skipped",
        ),
    ].filter((element) => element instanceof HTMLElement);
  },

  reasons: (items, page) => {
    const applying = items.filter((item) => item.status !== "not_applicable");
    const others = items.filter((item) => item.status === "not_applicable");
    return [
      h("ul", { class: "check-reasons" }, ...applying.map((item) => reason(item, page))),
      ...(others.length
        ? [
            h(
              "details",
              { "data-key": "not_applicable" },
              h("summary", {}, `${others[0].status_label}（${others.length}）`),
              h("ul", { class: "check-reasons" }, ...others.map((item) => reason(item, page))),
            ),
          ]
        : []),
    ];
  },

  list: (items, page) => [
    h(
      "ul",
      { class: "check-list" },
      ...items.map((item) =>
        h(
          "li",
          {},
          item.readings.includes(item.text) ? null : item.text,
          ...(item.facts ?? []).map((/** @type {string} */ name, _, /** @type {string[]} */ all) =>
            goTo(name, page, all.length === 1),
          ),
          cites(item.clauses, page),
          readings(item.readings),
        ),
      ),
    ),
  ],
};

/** @param {any} item @param {Page} page */
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

/** @param {string} title @param {any[]} items @param {string} key */
function factList(title, items, key) {
  return h(
    "details",
    { class: "check-facts", "data-key": key },
    h("summary", {}, title),
    h(
      "ul",
      {},
      ...items.map((item) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "check-link", "data-goto": item.fact, title: item.question },
            item.label,
          ),
        ),
      ),
    ),
  );
}

/** @param {string} name @param {Page} page @param {boolean} alone */
function goTo(name, page, alone) {
  const label = page.label(name);
  const whole = `${words.fillIn}${words.colon}${label}`;
  return h(
    "button",
    { type: "button", class: "check-link", "data-goto": name, "aria-label": whole },
    alone ? words.fillIn : label,
  );
}

/** @param {string[]} names @param {Page} page */
function factLinks(names, page) {
  return (
    names.length > 0 &&
    h(
      "span",
      { class: "check-reads" },
      `${words.reads}${words.colon}`,
      ...names.map((name) => h("button", { type: "button", class: "check-link", "data-goto": name }, page.label(name))),
    )
  );
}

/** @param {string[]} ids @param {Page} page */
function cites(ids, page) {
  const found = ids.map((id) => ({ id, clause: page.clause(id) }));
  return (
    ids.length > 0 &&
    h(
      "span",
      { class: "check-cites" },
      ...found.map(({ id, clause }) =>
        clause
          ? h("a", { class: "check-cite", href: clause.href, "data-cites": id, title: clause.words }, clause.name)
          : h("span", { class: "check-cite" }, id),
      ),
    )
  );
}

/** @param {string[]} ids */
function readings(ids) {
  return (
    ids.length > 0 &&
    h(
      "span",
      { class: "check-cites" },
      ...ids.map((id) =>
        h("a", { class: "check-cite", href: `../../reference/interpretations/#${id}` }, `${words.readings} ${id}`),
      ),
    )
  );
}

/** @param {string} text */
function note(text) {
  return text ? h("span", { class: "check-aside-note" }, text) : null;
}

/**
 * Put `elements` into `place` without closing what the reader has opened or taking the keyboard from where it is.
 * @param {HTMLElement} place
 * @param {HTMLElement[]} elements
 */
export function replace(place, elements) {
  const opened = new Set(
    [...place.querySelectorAll("details[open]")].map((element) => element.getAttribute("data-key")),
  );
  const focused = place.contains(document.activeElement) ? [...place.querySelectorAll(FOCUSABLE)] : [];
  const was = focused.indexOf(/** @type {Element} */ (document.activeElement));
  const key = document.activeElement?.closest("[data-key]")?.getAttribute("data-key");
  place.replaceChildren(...elements);
  for (const details of place.querySelectorAll("details")) {
    details.open = opened.has(details.getAttribute("data-key"));
  }
  if (was < 0) return;
  const same =
    key && [...place.querySelectorAll("[data-key]")].find((element) => element.getAttribute("data-key") === key);
  const heir = same ? same.querySelector("summary") : [...place.querySelectorAll(FOCUSABLE)][was];
  if (heir instanceof HTMLElement) heir.focus({ preventScroll: true });
}

const FOCUSABLE = "a, button, summary";
