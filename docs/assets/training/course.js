// A course: begun by name, interrupted and taken up again at will, handed in, and what came of it.

import { button, find, h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { ask, isUnusable, problems } from "./asking.js";
import { sit } from "./attempt.js";
import { finished } from "./result.js";
import { get, isForgetful, put } from "./store.js";
import { words } from "./words.js";

/** @import { Course } from "handbook_checker" */
/** @import { Attempt } from "./record.js" */
/** @import { Page } from "./training.js" */

/** @param {Page} page */
export async function openCourse(page) {
  const { root, signal, broken } = page;
  const holder = find(root, ".training-course");
  const edition = root.dataset.edition ?? "";
  const path = location.pathname;
  /** Ends what is under way. */
  let current = new AbortController();
  signal.addEventListener("abort", () => current.abort(), { once: true });

  async function follow() {
    current.abort();
    const given = Object.fromEntries(fragment.read(location.hash).entries ?? []);
    if (!Object.keys(given).length) return refuse([words.courseMissing]);
    try {
      const course = await ask(root, "course", { course: given });
      if (signal.aborted) return;
      if (isUnusable(course)) return refuse([words.courseBad, ...problems(course)]);
      const key = `${edition} ${JSON.stringify(course.course)}`;
      const attempt = await get("courses", key);
      if (attempt?.finished) await finish(course, attempt);
      else await welcome(course, key, attempt);
    } catch (error) {
      broken(error);
    }
  }

  /** @param {string[]} lines */
  function refuse(lines) {
    const toCourses = h("a", { href: "../courses/" }, words.toCourses);
    holder.replaceChildren(...lines.map((line) => h("p", {}, line)), h("p", {}, toCourses));
  }

  /** @param {Course} course @param {string} key @param {Attempt | undefined} attempt one that is not finished */
  async function welcome({ course, cases }, key, attempt) {
    const forgetful = await isForgetful();
    const form = beginForm(root.dataset.longestName, attempt, forgetful, async (name) => {
      const answers = cases.map(() => ({}));
      const fresh = { key, course, edition, name, started: Date.now(), answers, index: 0, finished: null };
      await put("courses", fresh);
      take({ course, cases }, fresh);
    });
    const facts = words.courseFacts(cases.length, Number(course.level), Number(course.pass), Number(course.minutes));
    holder.replaceChildren(
      h("h2", { tabindex: "-1" }, course.title),
      h("p", {}, facts),
      h("p", { class: "training-soft" }, words.courseHow),
      ...(attempt ? [resuming(attempt, cases.length, () => take({ course, cases }, attempt))] : []),
      form,
    );
  }

  /** @param {Course} course @param {Attempt} attempt */
  function take(course, attempt) {
    current.abort();
    current = new AbortController();
    const handIn = (/** @type {boolean} */ late) => finish(course, attempt, late ? words.timeUp : "").catch(broken);
    sit({ ...page, signal: current.signal }, holder, course, attempt, handIn);
  }

  /** @param {Course} course @param {Attempt} attempt @param {string} [note] */
  async function finish(course, attempt, note = "") {
    const restart = () => welcome(course, attempt.key, undefined);
    const found = await finished(page, course, attempt, note, restart);
    if (signal.aborted) return;
    if (isUnusable(found)) return refuse(problems(found));
    holder.replaceChildren(...found.elements);
    found.headline.focus();
  }

  addEventListener("hashchange", () => location.pathname === path && follow(), { signal });
  await follow();
}

/**
 * @param {string | undefined} longest
 * @param {Attempt | undefined} attempt one that would be given up
 * @param {boolean} forgetful whether nothing is kept
 * @param {(name: string) => Promise<void>} begin
 */
function beginForm(longest, attempt, forgetful, begin) {
  const name = h("input", {
    id: "training-name",
    type: "text",
    class: "training-input",
    maxlength: longest,
    autocomplete: "name",
    "aria-describedby": "training-name-hint",
    value: attempt?.name ?? "",
  });
  const message = h("p", { class: "training-message", role: "status" }, forgetful ? words.memoryOnly : "");
  const form = h(
    "form",
    { class: "training-welcome", novalidate: true },
    h(
      "div",
      { class: "training-field" },
      h("label", { for: "training-name" }, words.name),
      name,
      h("span", { class: "training-soft", id: "training-name-hint" }, words.nameHint),
    ),
    h(
      "p",
      { class: "training-actions" },
      h("button", { type: "submit", class: "button button--strong" }, attempt ? words.restart : words.begin),
    ),
    message,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (name.value.trim()) return begin(name.value.trim());
    message.textContent = words.nameMissing;
    name.focus();
  });
  return form;
}

/** @param {Attempt} attempt @param {number} cases @param {() => void} resume */
function resuming(attempt, cases, resume) {
  return h(
    "div",
    { class: "training-resume" },
    h("p", {}, words.resumeFacts(attempt.name, attempt.index + 1, cases)),
    h("p", { class: "training-actions" }, button(words.resume, resume, { class: "button button--strong" })),
  );
}
