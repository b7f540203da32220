// One question at a time, always the one that pays most to ask, until the outcome is settled.

import { h } from "../app/dom.js";
import { words } from "./words.js";

/**
 * @param {HTMLElement} root the check
 * @param {ReturnType<typeof import("./form.js").openForm>} form
 * @param {(id: string) => {name: string, words: string, href: string} | null} clause
 */
export function interview(root, form, clause) {
  const opener = /** @type {HTMLButtonElement} */ (root.querySelector(".check-interview-open"));
  const head = h("div", { class: "check-interview", hidden: true });
  opener.after(head);
  opener.disabled = false;

  let on = false;
  /** The reader has answered and wants the next question. */
  let moving = false;
  /** @type {string[]} */
  let asked = [];
  /** Text questions that were passed over. @type {Set<string>} */
  const passed = new Set();
  /** @type {any} */
  let latest = null;

  const current = () => asked.at(-1);

  function show() {
    root.classList.toggle("is-interview", on);
    opener.hidden = on;
    head.hidden = !on;
    for (const name of form.names) form.element(name)?.classList.toggle("is-asked", on && name === current());
    if (!on) return;
    const name = current();
    const missing = openQuestions();
    const count = h(
      "p",
      { class: "check-interview-count" },
      words.interviewCount(asked.length - (name ? 1 : 0), missing.length),
    );
    const back = button(words.interviewBack, () => {
      asked.pop();
      passed.delete(current() ?? "");
      ask(current());
    });
    const next = button(words.interviewNext, advance);
    const leave = button(words.interviewLeave, () => {
      on = false;
      show();
      opener.focus();
    });
    const end = latest?.outcome?.missing.length ? words.interviewOpen : words.interviewDone;
    head.replaceChildren(
      count,
      ...(name ? [] : [h("p", { class: "check-interview-end", role: "status", tabindex: "-1" }, end)]),
      ...(asked.length > (name ? 1 : 0) ? [back] : []),
      ...(name ? [next] : []),
      leave,
      ...(name ? [why(name)] : []),
    );
  }

  /** @param {string} said @param {() => void} run */
  function button(said, run) {
    const made = h("button", { type: "button", class: "check-link" }, said);
    made.addEventListener("click", run);
    return made;
  }

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
    return (latest?.outcome?.missing ?? []).filter(
      (/** @type {string} */ name) => !skipped.has(name) && !passed.has(name),
    );
  }

  /** @param {string | undefined} name */
  function ask(name) {
    show();
    if (name) form.goTo(name);
    /** @type {HTMLElement | null} */ else head.querySelector(".check-interview-end")?.focus();
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
    else if (current() !== undefined) asked.push(/** @type {any} */ (undefined));
    ask(current());
  }

  opener.addEventListener("click", () => {
    on = true;
    asked = [];
    passed.clear();
    moving = true;
    show();
    move();
  });
  // A click with a pointer is an answer; with the keyboard one passes options on the way, and Enter is the answer.
  form.form.addEventListener("click", ({ target, detail }) => {
    if (on && detail > 0 && target instanceof HTMLInputElement && target.type === "radio") moving = true;
  });
  form.form.addEventListener("keydown", (event) => {
    if (on && event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
      advance();
    }
  });

  return {
    /** @param {any} reply the newest answer */
    follow(reply) {
      latest = reply;
      if (!on) return;
      if (moving) move();
      else show();
    },
  };
}
