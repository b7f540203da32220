// Reading a regulation for one case: `#credit.15.1?check=credit&role=downstream` in the address. Each clause shows its
// verdict and the facts that it read; those can be changed there, and the verdicts follow.

import { answer, isTrouble, newestAnswer, request, watch } from "../app/client.js";
import { button, find, findAll, h, settingsOf } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { linkAt } from "../app/navigation.js";
import { openForm } from "../checker/form.js";
import { words } from "../checker/words.js";

/** @import { CheckReply, ReasonItem } from "handbook_checker" */
/** @import { Entry } from "../app/fragment.js" */
/** @import { Visit } from "../app/navigation.js" */
/** @import { Form } from "../checker/form.js" */

const ICONS = { met: "✓", not_met: "✕", unknown: "?", not_applicable: "–" };

/**
 * Show the case in the address beside the clauses of this page.
 * @param {HTMLElement} regulation
 * @param {Visit} visit
 */
export function readForCase(regulation, visit) {
  const path = location.pathname;
  // The reader may leave the case and stay on the page.
  const leaving = new AbortController();
  const { signal } = leaving;
  visit.signal.addEventListener("abort", () => leaving.abort(), { once: true });
  /** @type {Form | null} */
  let form = null;
  /** The form of the check's page, where a fact lives while no clause has borrowed it. @type {HTMLElement | null} */
  let root = null;
  let check = "";
  /** @type {Entry[]} what is in the address but not in the form */
  let strays = [];

  const entries = () => [...(form?.read() ?? []), ...strays];
  /** @param {string | null} clause */
  const keep = (clause) => fragment.replace(fragment.write(clause ?? "", [["check", check], ...entries()]));
  const ask = newestAnswer(answer, show, (error) => {
    console.warn(error);
    tell(words.broken, "bad");
  });
  const recheck = () => ask(request(check, root && settingsOf(root), entries()));

  const bar = h("div", { class: "case-bar", role: "region", "aria-label": words.caseBar });
  const verdicts = openVerdicts(
    regulation,
    {
      fact: (name) => form?.element(name),
      giveBack: (facts) => root?.querySelector(".check-form")?.append(...facts),
      opened: keep,
      changed(clause) {
        recheck();
        keep(clause);
      },
    },
    signal,
  );

  /** @param {string} text @param {string} tone */
  function tell(text, tone) {
    bar.dataset.tone = tone;
    const clear = () => {
      fragment.replace(fragment.write(verdicts.open() ?? "", []));
      leaving.abort();
    };
    bar.replaceChildren(
      h("span", { class: "case-title" }, `${words.caseFor}${root?.dataset.title ?? ""}`),
      h("strong", { class: "case-outcome", role: "status" }, text),
      h("a", { class: "case-back", href: pageOf(check) + fragment.write("", entries()) }, words.caseBack),
      button(words.caseClear, clear, { class: "button-link" }),
    );
  }

  /** @param {CheckReply} reply */
  function show(reply) {
    if (signal.aborted) return;
    form?.showReply(reply, null);
    verdicts.show(reply);
    if (reply.view) tell(reply.view.headline.text, reply.view.headline.tone);
    else tell(words.errors(reply.errors.length), "bad");
  }

  /** Links to other clauses and checks take the case along. @param {Event} event */
  function carry({ target }) {
    const link = linkAt(target);
    if (link?.origin !== location.origin || link.hash.includes("?")) return;
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
      verdicts.close();
      check = named;
      root = await fetchCheck(named);
      if (signal.aborted) return;
      form = root && openForm(root, signal);
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

  watch((state) => {
    if (isTrouble(state)) tell(words[state], "bad");
  }, signal);
  regulation.classList.add("is-for-case");
  regulation.prepend(bar);
  signal.addEventListener(
    "abort",
    () => {
      bar.remove();
      regulation.classList.remove("is-for-case");
    },
    { once: true },
  );
  document.addEventListener("click", carry, { capture: true, signal });
  addEventListener("hashchange", follow, { signal });
  follow();
}

/**
 * The verdicts beside the clauses, and the facts of the one that is open.
 * @param {HTMLElement} regulation
 * @param {object} ways
 * @param {(name: string) => HTMLElement | undefined} ways.fact
 * @param {(facts: HTMLElement[]) => void} ways.giveBack facts return to their form, which reads them all
 * @param {(clause: string) => void} ways.opened
 * @param {(clause: string | null) => void} ways.changed
 * @param {AbortSignal} signal
 */
function openVerdicts(regulation, { fact, giveBack, opened, changed }, signal) {
  /** @type {Map<string, HTMLButtonElement>} */
  const verdicts = new Map();
  const panel = h("div", { class: "case-panel" });
  panel.addEventListener("input", () => changed(open), { signal });
  /** @type {string | null} */
  let open = null;

  function close() {
    if (open) verdicts.get(open)?.setAttribute("aria-expanded", "false");
    open = null;
    giveBack(findAll(panel, ".check-fact"));
    panel.remove();
  }

  /** Open a clause's facts beneath it, or close them. @param {string} id @param {HTMLButtonElement} verdict */
  function toggle(id, verdict) {
    const opening = open !== id;
    close();
    if (!opening) return;
    open = id;
    verdict.setAttribute("aria-expanded", "true");
    const names = (verdict.dataset.facts ?? "").split(" ");
    const facts = names.map(fact).filter((element) => element !== undefined);
    panel.replaceChildren(
      h("p", { class: "case-reads" }, facts.length ? words.caseReads : words.caseReadsNothing),
      ...facts,
    );
    verdict.after(panel);
    opened(id);
  }

  /** @param {HTMLElement} clause @param {string} id */
  function verdictOf(clause, id) {
    const made = button("", () => toggle(id, made), { class: "case-verdict", "aria-expanded": "false" });
    verdicts.set(id, made);
    clause.append(made);
    return made;
  }

  /** @param {HTMLElement} clause @param {ReasonItem | undefined} finding */
  function showOne(clause, finding) {
    const id = clause.dataset.clause ?? "";
    const known = verdicts.get(id);
    if (!finding) {
      // An unusable fact leaves no outcome; the clause whose facts are being mended stays open.
      if (known) known.dataset.tone = "open";
      return;
    }
    const verdict = known ?? verdictOf(clause, id);
    verdict.dataset.tone = finding.tone;
    verdict.dataset.status = finding.status;
    verdict.dataset.facts = finding.facts.join(" ");
    verdict.replaceChildren(h("span", { "aria-hidden": "true" }, ICONS[finding.status]), ` ${finding.status_label}`);
  }

  signal.addEventListener(
    "abort",
    () => {
      close();
      for (const verdict of verdicts.values()) verdict.remove();
    },
    { once: true },
  );

  return {
    close,
    open: () => open,
    /** @param {CheckReply} reply */
    show({ view }) {
      const items = view?.sections.flatMap((section) => (section.kind === "reasons" ? section.items : [])) ?? [];
      const findings = new Map(items.map((item) => [item.clause, item]));
      for (const clause of findAll(regulation, ".clause")) {
        showOne(clause, findings.get(clause.dataset.clause ?? ""));
      }
    },
  };
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
  return page.querySelector(".check") && document.importNode(find(page, ".check"), true);
}
