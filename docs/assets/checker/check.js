// A check's page: what is typed goes to the checker, what it answers is shown, and the case stands in the address.

import { isTrouble, newestAnswer, request, watch } from "../app/client.js";
import { h } from "../app/dom.js";
import { openForm } from "./form.js";
import * as fragment from "../app/fragment.js";
import { interview } from "./interview.js";
import { render, replace } from "./outcome.js";
import { sheet, text } from "./sheet.js";
import { words } from "./words.js";

/** @typedef {import("../app/fragment.js").Entry} Entry */

const ADDRESS_PAUSE_MS = 300;
const TYPING_PAUSE_MS = 900;
const ANNOUNCE_PAUSE_MS = 700;
const MOST_STRAYS_SHOWN = 20;

/**
 * Cases of this visit by check, each with a way back to the one before, in memory alone: whoever returns by another way
 * than the back button finds theirs, and so does the page where Material brings it anew because its address changed.
 * @typedef {{entries: Entry[], undo: {message: string, entries: Entry[]} | null}} Case
 * @type {Map<string, Case>}
 */
const cases = new Map();

/**
 * Take over the check on this page.
 * @param {HTMLElement} root
 * @param {boolean} anew not by the back button or a reload
 * @returns {() => void} lets go of the page
 */
export function openCheck(root, anew) {
  const path = location.pathname;
  const check = root.dataset.check ?? "";
  const title = root.dataset.title ?? "";
  const settings = root.dataset.settings ? JSON.parse(root.dataset.settings) : null;
  const form = openForm(root);
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
  const outcome = find(".check-outcome");
  const aside = find(".check-aside");
  const headline = find(".check-headline");
  const progress = find(".check-progress");
  const notices = find(".check-notices");
  const tools = find(".check-tools");
  const announce = find(".check-announce");
  const bar = find(".check-bar");
  const leaving = new AbortController();
  const { signal } = leaving;

  /** What came with a link and stands for no field: unknown names, and names given again. @type {Entry[]} */
  let strays = [];
  /** @type {any} the newest reply */
  let reply = null;
  const kept = cases.get(check) ?? { entries: [], undo: null };
  cases.set(check, kept);
  let anchor = "";
  /** A clause whose facts are marked until something else is. @type {string | null} */
  let pinned = null;
  /** The text field that is being typed in. @type {string | null} */
  let typing = null;

  const clauses = new Map(
    [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".check-clause"))].map((element) => {
      const link = /** @type {HTMLAnchorElement} */ (element.querySelector(".check-clause-name a"));
      return [
        element.dataset.clause ?? "",
        {
          name: link.textContent?.trim() ?? "",
          words: element.querySelector(".check-clause-words")?.textContent ?? "",
          href: link.getAttribute("href") ?? "",
          facts: (element.dataset.facts ?? "").split(" ").filter(Boolean),
        },
      ];
    }),
  );
  const page = {
    clause: (/** @type {string} */ id) => clauses.get(id) ?? null,
    label: form.label,
    cited: form.cited,
    skipped: form.skipped,
  };

  const questions = interview(root, form, page.clause);
  const entries = () => [...form.read(), ...strays];

  // The checker

  const ask = newestAnswer(show, (error) => {
    console.warn(error);
    // A failed start has its own message, from `watch`.
    if (state === "ready") tellProgress(words.broken, true);
  });

  function recheck() {
    aside.setAttribute("aria-busy", "true");
    ask(request(check, settings, entries()));
  }

  /** @param {any} answered */
  function show(answered) {
    if (signal.aborted) return;
    reply = answered;
    if (reply.outcome) root.dataset.asOf = reply.outcome.as_of;
    aside.setAttribute("aria-busy", "false");
    const premature =
      typing !== null &&
      reply.errors.length > 0 &&
      reply.errors.every((/** @type {any} */ error) => error.fact === typing);
    form.tell(reply, premature ? typing : null);
    tellStrays();
    questions.follow(reply);
    aside.toggleAttribute("data-stale", premature);
    if (!premature) showOutcome();
    pause(layOutAtPauses);
  }

  // What is not laid out no screen reader is told of. It has to wait for the first answer, and comes a few parts at each
  // pause: all at once would hold up whatever the reader does then. What is brought into view needs them all: the parts
  // above it would push it away when they grow.
  const later = [...root.querySelectorAll(".check-group, .check-clause")];
  const pause = window.requestIdleCallback ?? setTimeout;
  function layOutAtPauses() {
    layOut(8);
    if (later.length && !signal.aborted) pause(layOutAtPauses);
  }

  function layOut(count = later.length) {
    for (const part of later.splice(0, count)) part.classList.add("is-laid-out");
  }

  function showOutcome() {
    const empty = entries().length === 0;
    const { errors, view } = reply;
    if (empty) {
      tellHeadline("note", words.empty, words.emptyBar);
      replace(
        outcome,
        render({ sections: view.sections.filter((/** @type {any} */ section) => section.kind === "questions") }, page),
      );
    } else if (view) {
      tellHeadline(view.headline.tone, view.headline.text);
      replace(outcome, render(view, page));
    } else {
      tellHeadline("bad", words.errors(errors.length), words.errorsBar(errors.length));
      replace(outcome, [h("ul", { class: "check-errors" }, ...errors.map(errorItem))]);
    }
    tools.hidden = empty;
    for (const button of tools.querySelectorAll("[data-needs-outcome]")) button.toggleAttribute("disabled", !view);
  }

  /** @param {any} error */
  function errorItem(error) {
    const known = form.element(error.fact);
    return h(
      "li",
      {},
      error.problem,
      known && h("button", { type: "button", class: "check-link", "data-goto": error.fact }, words.fix),
    );
  }

  /** @type {number | undefined} */
  let announcing;
  /** @param {string} tone @param {string} said @param {string} [short] */
  function tellHeadline(tone, said, short = said) {
    headline.dataset.tone = bar.dataset.tone = tone;
    find(".check-headline-text").textContent = said;
    find(".check-bar-text").textContent = short;
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      if (announce.textContent !== said) announce.textContent = said;
    }, ANNOUNCE_PAUSE_MS);
  }

  /** @param {string} said @param {boolean} [again] */
  function tellProgress(said, again = false) {
    progress.hidden = said === "";
    progress.classList.toggle("is-failed", again);
    const retry = h("button", { type: "button", class: "check-button" }, words.retry);
    retry.addEventListener("click", () => {
      tellProgress("");
      recheck();
    });
    progress.replaceChildren(said, ...(again ? [retry] : []));
    if (again) find(".check-bar-text").textContent = said;
  }

  /** @type {import("../app/client.js").State} */
  let state = "idle";
  let troubled = false;
  const unwatch = watch((next) => {
    state = next;
    // Whoever had the checker started again, what it did not answer is asked again.
    if (next === "ready" && troubled) recheck();
    troubled = isTrouble(next) || (troubled && next !== "ready");
    if (next === "starting") tellProgress(entries().length ? words.startingFirst : words.starting);
    else if (isTrouble(next)) tellProgress(words[next], true);
    else tellProgress("");
    if (isTrouble(next)) pause(layOutAtPauses);
  });

  // The address

  /** @type {number | undefined} */
  let writing;
  let wroteAt = 0;
  function keep() {
    kept.entries = entries();
    clearTimeout(writing);
    const wait = Math.max(0, wroteAt + ADDRESS_PAUSE_MS - Date.now());
    writing = setTimeout(keepNow, wait);
  }

  function keepNow() {
    clearTimeout(writing);
    if (signal.aborted || location.pathname !== path) return;
    wroteAt = Date.now();
    kept.entries = entries();
    fragment.replace(fragment.write(anchor, entries()));
  }

  /** @param {Event} event */
  function takeAlong({ target }) {
    keepNow();
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
    const reader = link.dataset.fills ?? (link.pathname.includes("/regulations/") ? check : null);
    if (!reader) return;
    const along = entries();
    link.hash = fragment.write(fragment.read(link.hash).anchor, along.length ? [["check", reader], ...along] : []);
  }

  /** @param {Entry[]} given */
  function fill(given) {
    const names = new Set(form.names);
    const seen = new Set();
    strays = given.filter(([name]) => !names.has(name) || seen.size === seen.add(name).size);
    form.fill([...given].reverse());
    kept.entries = given;
    typing = null;
    recheck();
  }

  /** Replace the whole case, with a way back. @param {Entry[]} given @param {string} message */
  function fillAnew(given, message) {
    kept.undo = { message, entries: entries() };
    anchor = "";
    fill(given);
    keepNow();
    tellUndo();
  }

  /**
   * Take what the address holds; a case that differs from the one at hand replaces it, with a way back.
   * @param {Entry[]} [early] what was entered before this script ran
   */
  function takeAddress(early = []) {
    const found = fragment.read(location.hash);
    anchor = found.anchor;
    const example = exampleOf(found.entries);
    if (example) return fillExample(example);
    const entered = new Set(early.map(([name]) => name));
    const given = [...(found.entries ?? kept.entries).filter(([name]) => !entered.has(name)), ...early];
    if (kept.entries.length && JSON.stringify(given) !== JSON.stringify(kept.entries)) {
      kept.undo = { message: words.linkFilled, entries: kept.entries };
    }
    fill(given);
    keepNow();
    tellUndo();
  }

  /** What a link such as `#?example=1` asks for. @param {Entry[] | null} given */
  function exampleOf(given) {
    const [[name, number] = ["", ""], ...others] = given ?? [];
    return name === "example" && !others.length
      ? root.querySelectorAll("[data-example]")[Number(number) - 1]
      : undefined;
  }

  /** @param {Element} example its button */
  function fillExample(example) {
    fillAnew(
      Object.entries(JSON.parse(example.getAttribute("data-example") ?? "{}")),
      words.exampleFilled(example.textContent?.trim() ?? ""),
    );
  }

  function followAddress() {
    if (location.pathname !== path) return;
    takeAddress();
    if (clauses.has(anchor)) showClause(anchor);
  }

  // Notices above the form

  const undoLine = h("p", { class: "check-note check-undo", hidden: true, role: "status" });
  const strayBox = h("div", { class: "check-note check-strays", hidden: true, "data-tone": "bad" });
  notices.replaceChildren(undoLine, strayBox);

  function tellUndo() {
    undoLine.hidden = !kept.undo;
    if (!kept.undo) return;
    const button = h("button", { type: "button", class: "check-link" }, words.undo);
    const { message, entries: before } = kept.undo;
    button.addEventListener("click", () => {
      fillAnew(before, words.undone);
      form.goTo(form.names[0]);
    });
    undoLine.replaceChildren(message, button);
  }

  function tellStrays() {
    strayBox.hidden = strays.length === 0;
    const problems = new Map(reply.errors.map((/** @type {any} */ error) => [error.fact, error.problem]));
    const items = strays.slice(0, MOST_STRAYS_SHOWN).map((stray) => {
      const [name, value] = stray.map((part) => (part.length > 80 ? `${part.slice(0, 80)}…` : part));
      const button = h("button", { type: "button", class: "check-link" }, words.remove);
      button.addEventListener("click", () => remove([stray]));
      return h("li", {}, h("code", {}, `${name}=${value}`), " ", problems.get(stray[0]) ?? "", button);
    });
    const all = h("button", { type: "button", class: "check-link" }, words.removeAll(strays.length));
    all.addEventListener("click", () => remove(strays));
    strayBox.replaceChildren(words.strays, h("ul", {}, ...items), ...(strays.length > 1 ? [all] : []));
  }

  /** @param {Entry[]} gone */
  function remove(gone) {
    const before = entries();
    strays = strays.filter((stray) => !gone.includes(stray));
    kept.undo = { message: words.removed, entries: before };
    tellUndo();
    recheck();
    keepNow();
  }

  // Clauses and the facts that they read

  const arrival = h("div", { class: "check-note check-arrival", "data-tone": "note" });

  /** @param {string} id */
  function showClause(id) {
    const clause = clauses.get(id);
    if (!clause) return;
    layOut();
    const [first] = clause.facts.map(form.element).filter(Boolean);
    for (const [other] of clauses) document.getElementById(other)?.classList.toggle("is-marked", other === id);
    if (!first) {
      document.getElementById(id)?.scrollIntoView({ block: "center" });
      return;
    }
    pin(id);
    const close = h("button", { type: "button", class: "check-link" }, words.closeArrived);
    close.addEventListener("click", () => pin(null));
    arrival.replaceChildren(
      h("p", {}, h("a", { href: clause.href }, clause.name), words.colon, clause.words),
      h(
        "p",
        {},
        `${words.reads}${words.colon}`,
        ...clause.facts.map((name) =>
          h("button", { type: "button", class: "check-link", "data-goto": name }, form.label(name)),
        ),
        close,
      ),
    );
    first.before(arrival);
    arrival.scrollIntoView({ block: "center" });
  }

  /** @param {string | null} id */
  function pin(id) {
    pinned = id;
    arrival.remove();
    if (id === null) for (const [other] of clauses) document.getElementById(other)?.classList.remove("is-marked");
    form.mark(id ? (clauses.get(id)?.facts ?? []) : []);
  }

  /** @param {Event} event */
  function markCited({ target }) {
    const id = target instanceof Element ? target.closest("[data-cites]")?.getAttribute("data-cites") : null;
    form.mark(clauses.get(id ?? pinned ?? "")?.facts ?? []);
  }
  for (const event of ["pointerover", "focusin"]) root.addEventListener(event, markCited, { signal });

  outcome.addEventListener(
    "toggle",
    ({ target }) => {
      if (
        target instanceof HTMLDetailsElement &&
        target.dataset.status &&
        document.activeElement?.parentElement === target
      ) {
        pin(target.open ? (target.dataset.key ?? null) : null);
      }
    },
    { capture: true, signal },
  );

  // What the reader does

  /** @type {number | undefined} */
  let pausing;
  form.form.addEventListener(
    "input",
    ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.name) return;
      anchor = "";
      typing = target.type === "text" ? target.name : null;
      clearTimeout(pausing);
      if (typing) pausing = setTimeout(settle, TYPING_PAUSE_MS);
      recheck();
      keep();
    },
    { signal },
  );
  form.form.addEventListener("change", settle, { signal });

  /** The reader has finished with a field: what is wrong with it may be told. */
  function settle() {
    if (typing === null) return;
    clearTimeout(pausing);
    typing = null;
    if (!signal.aborted && reply && aside.hasAttribute("data-stale")) show(reply);
  }

  root.addEventListener(
    "click",
    (event) => {
      const target = /** @type {Element} */ (event.target);
      const goto = target.closest("[data-goto]")?.getAttribute("data-goto");
      const example = target.closest("[data-example]");
      if (goto) {
        event.preventDefault();
        event.stopPropagation();
        layOut();
        form.goTo(goto);
      } else if (example) {
        fillExample(example);
      } else if (target.closest(".check-bar")) {
        event.preventDefault();
        event.stopPropagation();
        layOut();
        aside.scrollIntoView({ block: "start" });
        aside.focus({ preventScroll: true });
      }
    },
    { signal },
  );

  const address = () => {
    const pinnedDate = entries().filter(([name]) => name !== "as_of");
    return new URL(fragment.write("", [["as_of", reply.outcome.as_of], ...pinnedDate]), location.href).href;
  };
  /** @type {number | undefined} */
  let saying;
  // Said in a place of its own: the next outcome would be announced over it.
  const done = find(".check-said");
  /** @param {string} copied @param {string} said */
  const copy = async (copied, said) => {
    try {
      await navigator.clipboard.writeText(copied);
      done.textContent = said;
    } catch {
      done.textContent = words.notCopied;
    }
    clearTimeout(saying);
    saying = setTimeout(() => done.replaceChildren(), 4000);
  };
  /** @type {[string, boolean, () => void][]} */
  const deeds = [
    [words.copy, true, () => copy(text(reply, page, title, address()), words.copied)],
    [words.link, true, () => copy(address(), words.linked(reply.outcome.as_of))],
    [words.print, true, () => window.print()],
    [words.clear, false, () => fillAnew([], words.cleared)],
  ];
  tools.replaceChildren(
    ...deeds.map(([label, needs, run]) => {
      const button = h("button", { type: "button", class: "check-link", "data-needs-outcome": needs });
      button.textContent = label;
      button.addEventListener("click", run);
      return button;
    }),
  );
  const [firstClause] = clauses.values();
  tools.append(h("a", { class: "check-link", href: firstClause.href }, words.readForCase));
  tools.hidden = true;

  // On paper a case is a sheet to sign; without one the form itself is printed.
  window.addEventListener(
    "beforeprint",
    () => {
      if (reply?.view && entries().length) root.append(sheet(reply, page, title, address()));
    },
    { signal },
  );
  window.addEventListener("afterprint", () => root.querySelector(".check-sheet")?.remove(), { signal });

  window.addEventListener("hashchange", followAddress, { signal });
  // Before a link, or the browser, leaves this history entry. The case goes along to regulations and forms.
  for (const event of ["click", "pointerdown", "contextmenu"]) {
    document.addEventListener(event, takeAlong, { capture: true, signal });
  }
  window.addEventListener("pagehide", keepNow, { signal });

  const seen = new IntersectionObserver(([entry]) => bar.classList.toggle("is-away", entry.isIntersecting));
  seen.observe(headline);

  takeAddress(form.read());
  if (anew && clauses.has(anchor)) requestAnimationFrame(() => showClause(anchor));

  return () => {
    keepNow();
    leaving.abort();
    unwatch();
    seen.disconnect();
    for (const timer of [writing, pausing, announcing]) clearTimeout(timer);
  };
}
