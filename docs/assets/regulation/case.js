// Reading a regulation for one case: `#credit.15.1?check=credit&role=downstream` in the address. Each clause shows its
// verdict and the facts that it read; those can be changed there, and the verdicts follow.

import { isTrouble, newestAnswer, request, watch } from "../app/client.js";
import { h } from "../app/dom.js";
import { openForm } from "../checker/form.js";
import * as fragment from "../app/fragment.js";
import { words } from "../checker/words.js";

/** @typedef {import("../app/fragment.js").Entry} Entry */

const ICONS = /** @type {Record<string, string>} */ ({ met: "✓", not_met: "✕", unknown: "?", not_applicable: "–" });

/**
 * Show the case in the address beside the clauses of this page.
 * @param {HTMLElement} regulation
 * @returns {() => void} lets go of the page
 */
export function readForCase(regulation) {
  const path = location.pathname;
  const leaving = new AbortController();
  const { signal } = leaving;
  const bar = h("div", { class: "case-bar", role: "region", "aria-label": words.caseBar });
  const panel = h("div", { class: "case-panel" });
  /** @type {Map<string, HTMLButtonElement>} */
  const verdicts = new Map();
  /** @type {ReturnType<typeof openForm> | null} */
  let form = null;
  /** The form of the check's page, where a fact lives while no clause has borrowed it. @type {HTMLElement | null} */
  let root = null;
  let check = "";
  /** @type {Entry[]} what is in the address but not in the form */
  let strays = [];
  /** @type {string | null} the clause whose facts are open */
  let open = null;

  const entries = () => [...(form?.read() ?? []), ...strays];
  const ask = newestAnswer(show, (error) => tell(words.broken, "bad", error));
  const recheck = () =>
    ask(request(check, root?.dataset.settings ? JSON.parse(root.dataset.settings) : null, entries()));

  /** @param {string} said @param {string} tone @param {unknown} [error] */
  function tell(said, tone, error) {
    if (error) console.warn(error);
    bar.dataset.tone = tone;
    const back = h("a", { class: "case-back", href: pageOf(check) + fragment.write("", entries()) }, words.caseBack);
    const clear = h("button", { type: "button", class: "check-link" }, words.caseClear);
    clear.addEventListener("click", () => {
      fragment.replace(fragment.write(open ?? "", []));
      leave();
    });
    bar.replaceChildren(
      h("span", { class: "case-title" }, `${words.caseFor}${root?.dataset.title ?? ""}`),
      h("strong", { class: "case-said", role: "status" }, said),
      back,
      clear,
    );
  }

  /** @param {any} reply */
  function show(reply) {
    if (signal.aborted) return;
    form?.tell(reply, null);
    const section = reply.view?.sections.find((/** @type {any} */ each) => each.kind === "reasons");
    const findings = new Map((section?.items ?? []).map((/** @type {any} */ item) => [item.clause, item]));
    for (const clause of /** @type {NodeListOf<HTMLElement>} */ (regulation.querySelectorAll(".clause"))) {
      showVerdict(clause, findings.get(clause.dataset.clause ?? ""));
    }
    if (reply.view) tell(reply.view.headline.text, reply.view.headline.tone);
    else tell(words.errors(reply.errors.length), "bad");
  }

  /** @param {HTMLElement} clause @param {any} finding */
  function showVerdict(clause, finding) {
    const id = clause.dataset.clause ?? "";
    let verdict = verdicts.get(id);
    if (!finding) {
      // An unusable fact leaves no outcome; the clause whose facts are being mended stays open.
      if (verdict) verdict.dataset.tone = "open";
      return;
    }
    if (!verdict) {
      verdict = /** @type {HTMLButtonElement} */ (
        h("button", { type: "button", class: "case-verdict", "aria-expanded": "false" })
      );
      verdict.addEventListener("click", () => toggle(id));
      verdicts.set(id, verdict);
      clause.append(verdict);
    }
    verdict.dataset.tone = finding.tone;
    verdict.dataset.status = finding.status;
    verdict.dataset.facts = finding.facts.join(" ");
    verdict.replaceChildren(h("span", { "aria-hidden": "true" }, ICONS[finding.status]), ` ${finding.status_label}`);
  }

  /** Open a clause's facts beneath it, or close them. @param {string} id */
  function toggle(id) {
    const opening = open !== id;
    giveBack();
    if (!opening) return;
    open = id;
    const verdict = /** @type {HTMLButtonElement} */ (verdicts.get(id));
    verdict.setAttribute("aria-expanded", "true");
    const facts = (verdict.dataset.facts ?? "")
      .split(" ")
      .map((name) => form?.element(name))
      .filter(Boolean);
    panel.replaceChildren(
      h("p", { class: "case-reads" }, facts.length ? words.caseReads : words.caseReadsNothing),
      .../** @type {HTMLElement[]} */ (facts),
    );
    verdict.after(panel);
    fragment.replace(fragment.write(id, [["check", check], ...entries()]));
  }

  /** Return the borrowed facts to their form, which reads them all. */
  function giveBack() {
    if (open) verdicts.get(open)?.setAttribute("aria-expanded", "false");
    open = null;
    root?.querySelector(".check-form")?.append(...panel.querySelectorAll(".check-fact"));
    panel.remove();
  }

  panel.addEventListener("input", () => {
    recheck();
    fragment.replace(fragment.write(open ?? "", [["check", check], ...entries()]));
  });

  /** Links to other clauses and checks take the case along. @param {Event} event */
  function carry({ target }) {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.hash.includes("?")) return;
    const { anchor } = fragment.read(link.hash);
    if (link.pathname.includes("/regulations/")) link.hash = fragment.write(anchor, [["check", check], ...entries()]);
    else if (link.pathname.endsWith(`/checks/${check}/`)) link.hash = fragment.write(anchor, entries());
  }

  async function follow() {
    if (location.pathname !== path) return;
    const { anchor, entries: given } = fragment.read(location.hash);
    const named = given?.find(([name]) => name === "check")?.[1];
    if (!given || !named) return;
    if (named !== check) {
      giveBack();
      check = named;
      root = await fetchCheck(named);
      form = root && openForm(root);
      if (signal.aborted) return;
    }
    if (!form) {
      tell(words.caseNoCheck, "bad");
      return;
    }
    const names = new Set(form.names);
    const facts = given.filter(([name]) => name !== "check");
    strays = facts.filter(([name]) => !names.has(name));
    form.fill(facts);
    tell(words.starting, "note");
    recheck();
    // The address names more than the clause, so the browser does not find the clause by itself.
    document.getElementById(anchor)?.scrollIntoView();
  }

  function leave() {
    giveBack();
    leaving.abort();
    unwatch();
    bar.remove();
    for (const verdict of verdicts.values()) verdict.remove();
    regulation.classList.remove("is-for-case");
  }

  const unwatch = watch((state) => {
    if (isTrouble(state)) tell(words[state], "bad");
  });
  regulation.classList.add("is-for-case");
  regulation.prepend(bar);
  document.addEventListener("click", carry, { capture: true, signal });
  window.addEventListener("hashchange", follow, { signal });
  follow();
  return leave;
}

/** @param {string} check @returns {string} the address of a check's page, from a regulation's */
const pageOf = (check) => new URL(`../../checks/${encodeURIComponent(check)}/`, location.href).href;

/**
 * The check on its own page: its form holds the questions, so that they are written once.
 * @param {string} check
 * @returns {Promise<HTMLElement | null>}
 */
async function fetchCheck(check) {
  const response = await fetch(pageOf(check)).catch(() => null);
  if (!response?.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.querySelector(".check");
  return found ? /** @type {HTMLElement} */ (document.importNode(found, true)) : null;
}
