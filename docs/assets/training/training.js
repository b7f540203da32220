// The training pages: each is taken over by its own module.

import { isTrouble, start, watch } from "../app/client.js";
import { h } from "../app/dom.js";
import { allClauses } from "./asking.js";
import { words } from "./words.js";

/** @typedef {{root: HTMLElement, clauses: Map<string, import("./asking.js").Clause>, signal: AbortSignal, broken: (error: unknown) => void}} Page */

/** @type {Record<string, (page: Page) => Promise<(() => void) | void>>} */
const PAGES = {
  practice: async (page) => (await import("./practice.js")).openPractice(page),
  course: async (page) => (await import("./course.js")).openCourse(page),
  courses: async (page) => (await import("./courses.js")).openCourses(page),
  sheet: async (page) => (await import("./sheet.js")).openSheet(page),
  class: async (page) => (await import("./class.js")).openClass(page),
  cards: async (page) => (await import("./cards.js")).openCards(page),
};
const WITHOUT_CHECKER = new Set(["cards"]);

/**
 * @param {HTMLElement} root
 * @returns {Promise<() => void>} lets go of the page
 */
export async function openTraining(root) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const progress = /** @type {HTMLElement} */ (root.querySelector(".training-progress"));
  const kind = root.dataset.training ?? "";

  /** @param {string} said @param {(() => void) | null} [again] */
  const tell = (said, again = null) => {
    progress.hidden = said === "";
    progress.classList.toggle("is-failed", again !== null);
    const retry = h("button", { type: "button", class: "training-button" }, words.retry);
    retry.addEventListener("click", () => location.reload());
    progress.replaceChildren(said, ...(again ? [" ", retry] : []));
  };
  /** @param {unknown} error */
  const broken = (error) => {
    console.warn(error);
    tell(words.broken, () => {});
  };

  const unwatch = watch((state) => {
    if (signal.aborted) return;
    if (state === "starting") tell(words.starting);
    else if (isTrouble(state)) tell(words[state], () => {});
    else tell("");
  });
  if (!WITHOUT_CHECKER.has(kind)) start().catch(() => {});

  /** @type {(() => void) | void} */
  let leave;
  try {
    leave = await PAGES[kind]?.({ root, clauses: await allClauses(), signal, broken });
  } catch (error) {
    broken(error);
  }
  return () => {
    leaving.abort();
    unwatch();
    leave?.();
  };
}
