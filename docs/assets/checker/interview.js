// One question at a time, always the one that pays most to ask, until the outcome is settled.

import { button, find, h } from "../app/dom.js";
import { words } from "./words.js";

/** @import { CheckReply } from "handbook_checker" */
/** @import { Form } from "./form.js" */
/** @import { Page } from "./outcome.js" */

/**
 * @param {HTMLElement} root the check
 * @param {Form} form
 * @param {Page["clause"]} clause
 * @param {AbortSignal} signal
 */
export function openInterview(root, form, clause, signal) {
  const opener = find(root, ".check-interview-open", HTMLButtonElement);
  const head = h("div", { class: "check-interview", hidden: true });
  opener.after(head);
  signal.addEventListener("abort", () => head.remove(), { once: true });
  opener.disabled = false;

  let on = false;
  /** The reader has answered and wants the next question. */
  let moving = false;
  /** The facts asked for so far; null once nothing is left to ask. @type {(string | null)[]} */
  let asked = [];
  /** Text questions that were passed over. @type {Set<string>} */
  const passed = new Set();
  /** @type {CheckReply | null} */
  let latest = null;

  const current = () => asked.at(-1) ?? null;

  function show() {
    root.classList.toggle("is-interview", on);
    opener.hidden = on;
    head.hidden = !on;
    const name = current();
    for (const each of form.names) form.element(each)?.classList.toggle("is-asked", on && each === name);
    if (on) head.replaceChildren(...parts(name));
  }

  /** @param {string | null} name the fact that is asked for */
  function parts(name) {
    const answered = asked.length - (name ? 1 : 0);
    const count = h("p", { class: "check-interview-count" }, words.interviewCount(answered, openQuestions().length));
    const back = link(words.interviewBack, () => {
      asked.pop();
      passed.delete(current() ?? "");
      ask(current());
    });
    const leave = link(words.interviewLeave, () => {
      on = false;
      show();
      opener.focus();
    });
    const end = latest?.outcome?.missing.length ? words.interviewOpen : words.interviewDone;
    return [
      count,
      ...(name ? [] : [h("p", { class: "check-interview-end", role: "status", tabindex: "-1" }, end)]),
      ...(answered > 0 ? [back] : []),
      ...(name ? [link(words.interviewNext, advance)] : []),
      leave,
      ...(name ? [why(name)] : []),
    ];
  }

  /** @param {string} label @param {() => void} run */
  const link = (label, run) => button(label, run, { class: "button-link" });

  /** @param {string} name */
  function why(name) {
    const cited = form
      .cited(name)
      .map(clause)
      .filter((found) => found !== null);
    return h(
      "details",
      { class: "check-interview-why" },
      h("summary", {}, words.interviewWhy),
      ...cited.map((found) => h("p", {}, h("a", { href: found.href }, found.name), words.colon, found.words)),
    );
  }

  /** What is still worth asking, without what the reader does not know. @returns {string[]} */
  function openQuestions() {
    const skipped = form.skipped();
    return (latest?.outcome?.missing ?? []).filter((name) => !skipped.has(name) && !passed.has(name));
  }

  /** @param {string | null} name */
  function ask(name) {
    show();
    if (name) form.goTo(name);
    else if (!head.hidden) find(head, ".check-interview-end").focus();
  }

  function advance() {
    const name = current();
    // A question left without an answer is passed over.
    if (name && openQuestions().includes(name)) passed.add(name);
    moving = true;
    move();
  }

  function move() {
    if (!on || !moving || !latest?.outcome) return;
    moving = false;
    const [next] = openQuestions();
    if (next && next === current()) return;
    if (next) asked.push(next);
    else if (current() !== null) asked.push(null);
    ask(current());
  }

  opener.addEventListener(
    "click",
    () => {
      on = true;
      asked = [];
      passed.clear();
      moving = true;
      show();
      move();
    },
    { signal },
  );
  // A click with a pointer is an answer; with the keyboard one passes options on the way, and Enter is the answer.
  form.form.addEventListener(
    "click",
    ({ target, detail }) => {
      if (on && detail > 0 && target instanceof HTMLInputElement && target.type === "radio") moving = true;
    },
    { signal },
  );
  form.form.addEventListener(
    "keydown",
    (event) => {
      if (on && event.key === "Enter" && event.target instanceof HTMLInputElement) {
        event.preventDefault();
        event.target.dispatchEvent(new Event("change", { bubbles: true }));
        advance();
      }
    },
    { signal },
  );

  return {
    /** @param {CheckReply} reply the newest answer */
    follow(reply) {
      latest = reply;
      if (!on) return;
      if (moving) move();
      else show();
    },
  };
}
