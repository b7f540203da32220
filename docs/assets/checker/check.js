// A check's page: what is typed goes to the checker, what it answers is shown, and the case stands in the address.

import { answer, newestAnswer, request } from "../app/client.js";
import { settingsOf } from "../app/dom.js";
import { openCase } from "./address.js";
import { openClauses } from "./clauses.js";
import { openForm } from "./form.js";
import { openInterview } from "./interview.js";
import { layOutLater, openPanel, showStart } from "./panel.js";
import { isDecided, offerTakingAlong } from "./sheet.js";

/** @import { CheckReply } from "handbook_checker" */
/** @import { Visit } from "../app/navigation.js" */

const TYPING_PAUSE_MS = 900;

/**
 * Take over the check on this page.
 * @param {HTMLElement} root
 * @param {Visit} visit
 */
export function openCheck(root, { signal, anew }) {
  const check = root.dataset.check ?? "";
  const settings = settingsOf(root);
  const layOut = layOutLater(root, signal);
  const form = openForm(root, signal);
  const clauses = openClauses(root, form, layOut.all, signal);
  const page = { clause: clauses.get, label: form.label, cited: form.cited, skipped: form.skipped };
  const panel = openPanel(root, form, page, signal);
  const interview = openInterview(root, form, clauses.get, signal);
  const typing = watchTyping(form.form, signal);
  const held = openCase(root, form, filled, signal);
  /** The newest. @type {CheckReply | null} */
  let reply = null;

  const ask = newestAnswer(answer, show, (error) => {
    console.warn(error);
    start.broken();
  });

  function recheck() {
    panel.busy();
    ask(request(check, settings, held.entries()));
  }

  function filled() {
    typing.forget();
    recheck();
  }

  /** @param {CheckReply} answered */
  function show(answered) {
    if (signal.aborted) return;
    reply = answered;
    if (reply.outcome) root.dataset.asOf = reply.outcome.as_of;
    panel.aside.setAttribute("aria-busy", "false");
    const field = typing.field();
    // Half typed, a value is not yet wrong.
    const premature = field !== null && reply.errors.length > 0 && reply.errors.every(({ fact }) => fact === field);
    form.showReply(reply, premature ? field : null);
    held.showStrays(reply);
    interview.follow(reply);
    panel.aside.toggleAttribute("data-stale", premature);
    if (!premature) panel.show(reply, held.entries().length === 0);
    layOut.atPauses();
  }

  const start = showStart(
    root,
    { isWaiting: () => held.entries().length > 0, recheck, layOut: layOut.atPauses },
    signal,
  );

  typing.onPause(() => {
    if (reply && panel.aside.hasAttribute("data-stale")) show(reply);
  });
  form.form.addEventListener(
    "input",
    ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.name) return;
      recheck();
      held.keep();
    },
    { signal },
  );

  root.addEventListener(
    "click",
    (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const fact = target?.closest("[data-goto]")?.getAttribute("data-goto");
      const example = target?.closest("[data-example]");
      if (fact) {
        layOut.all();
        form.goTo(fact);
      } else if (target?.closest(".check-bar")) {
        layOut.all();
        panel.aside.scrollIntoView({ block: "start" });
        panel.aside.focus({ preventScroll: true });
      } else {
        if (example instanceof HTMLElement) held.fillExample(example);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    },
    { signal },
  );

  offerTakingAlong(
    root,
    page,
    {
      decided: () => (held.entries().length > 0 && isDecided(reply) ? reply : null),
      address: () => held.address(reply?.outcome?.as_of ?? ""),
      clear: held.clear,
      clauses: clauses.address,
    },
    signal,
  );

  addEventListener(
    "hashchange",
    () => {
      if (!held.isHere()) return;
      held.takeAddress();
      clauses.show(held.clause());
    },
    { signal },
  );

  held.takeAddress(form.read());
  if (anew && clauses.has(held.clause())) requestAnimationFrame(() => clauses.show(held.clause()));
}

/**
 * Which text field is being typed in: what is wrong with it is not shown before the reader has finished.
 * @param {HTMLFormElement} form
 * @param {AbortSignal} signal
 */
function watchTyping(form, signal) {
  /** @type {string | null} */
  let field = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pausing;
  let paused = () => {};

  function finish() {
    if (field === null) return;
    clearTimeout(pausing);
    field = null;
    paused();
  }

  form.addEventListener(
    "input",
    ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.name) return;
      field = target.type === "text" ? target.name : null;
      clearTimeout(pausing);
      if (field) pausing = setTimeout(finish, TYPING_PAUSE_MS);
    },
    { signal },
  );
  form.addEventListener("change", finish, { signal });
  signal.addEventListener("abort", () => clearTimeout(pausing), { once: true });

  return {
    field: () => field,
    /** @param {() => void} run the reader has finished with the field */
    onPause: (run) => {
      paused = run;
    },
    forget: () => {
      field = null;
    },
  };
}
