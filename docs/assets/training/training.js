// The training pages: each is taken over by its own module.

import { allClauses } from "../app/clauses.js";
import { isTrouble, start, watch } from "../app/client.js";
import { button, find } from "../app/dom.js";
import { words } from "./words.js";

/** @import { Clauses } from "../app/clauses.js" */
/** @import { Visit } from "../app/navigation.js" */

/** @typedef {{root: HTMLElement, clauses: Clauses, signal: AbortSignal, broken: (error: unknown) => void}} Page */

/** @type {Record<string, () => Promise<(page: Page) => Promise<void>>>} */
const PAGES = {
  practice: async () => (await import("./practice.js")).openPractice,
  course: async () => (await import("./course.js")).openCourse,
  courses: async () => (await import("./courses.js")).openCourses,
  sheet: async () => (await import("./sheet.js")).openSheet,
  class: async () => (await import("./class.js")).openClass,
  cards: async () => (await import("./cards.js")).openCards,
};
const WITHOUT_CHECKER = new Set(["cards"]);

/**
 * @param {HTMLElement} root
 * @param {Visit} visit
 */
export async function openTraining(root, { signal }) {
  const progress = find(root, ".training-progress");
  const kind = root.dataset.training ?? "";

  /** @param {string} text @param {boolean} [failed] */
  function tell(text, failed = false) {
    progress.hidden = text === "";
    progress.classList.toggle("is-failed", failed);
    progress.replaceChildren(text, ...(failed ? [" ", button(words.retry, () => location.reload())] : []));
  }

  /** @param {unknown} error */
  function broken(error) {
    console.warn(error);
    tell(words.broken, true);
  }

  watch((state) => {
    if (state === "starting") tell(words.starting);
    else if (isTrouble(state)) tell(words[state], true);
    else tell("");
  }, signal);
  if (!WITHOUT_CHECKER.has(kind)) start().catch(() => {});

  try {
    const [open, clauses] = await Promise.all([PAGES[kind]?.(), allClauses()]);
    if (!signal.aborted) await open?.({ root, clauses, signal, broken });
  } catch (error) {
    broken(error);
  }
}
