// Sitting a course: one case after another, every answer kept at once, until it is handed in or the time is up.

import { clockTime } from "../app/dates.js";
import { button, h } from "../app/dom.js";
import { caseSheet } from "./grading.js";
import { questions } from "./questions.js";
import { put } from "./store.js";
import { words } from "./words.js";

/** @import { Course } from "handbook_checker" */
/** @import { Questions } from "./questions.js" */
/** @import { Attempt } from "./record.js" */
/** @import { Page } from "./training.js" */

const KEEP_PAUSE_MS = 250;
const MINUTE = 60_000;

/**
 * @param {Page} page
 * @param {HTMLElement} holder
 * @param {Course} course
 * @param {Attempt} attempt kept up to date
 * @param {(late: boolean) => void} handIn
 */
export function sit({ clauses, signal, broken }, holder, { course, cases }, attempt, handIn) {
  const limit = Number(course.minutes) * MINUTE;
  const deadline = limit ? attempt.started + limit : Number.POSITIVE_INFINITY;
  const { bar, clock, announcement, progress } = barFor(cases.length);
  const shown = h("div", {});
  holder.replaceChildren(h("h2", {}, course.title), bar, announcement, shown);
  /** @type {Questions | null} */
  let fields = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let keeping;
  let handed = false;
  const ended = new AbortController();
  signal.addEventListener("abort", () => ended.abort(), { once: true });
  ended.signal.addEventListener("abort", () => clearTimeout(keeping), { once: true });

  async function keep() {
    clearTimeout(keeping);
    if (!fields) return;
    attempt.answers[attempt.index] = fields.read();
    await put("courses", attempt);
  }

  /** @param {boolean} [late] */
  async function hand(late = false) {
    if (handed) return;
    handed = true;
    await keep();
    ended.abort();
    attempt.finished = Math.min(Date.now(), deadline);
    await put("courses", attempt);
    handIn(late);
  }

  /** @param {number} index @param {boolean} [focus] */
  function open(index, focus = true) {
    attempt.index = index;
    const each = cases[index];
    const answers = questions(each.questions, clauses);
    fields = answers;
    answers.fill(attempt.answers[index] ?? {});
    let warned = false;
    answers.form.addEventListener("input", () => {
      clearTimeout(keeping);
      keeping = setTimeout(keep, KEEP_PAUSE_MS);
      warned = false;
    });
    answers.form.addEventListener("change", keep);
    const message = h("p", { class: "training-message", role: "status" });
    const last = index === cases.length - 1;
    const goTo = (/** @type {number} */ to) => () => keep().then(() => open(to));
    const tryHand = async () => {
      await keep();
      const unanswered = cases.filter(
        ({ questions }, other) => Object.keys(attempt.answers[other] ?? {}).length < questions.length,
      ).length;
      if (unanswered && !warned) {
        warned = true;
        message.textContent = words.handAnyway(unanswered);
        return;
      }
      await hand();
    };
    answers.form.append(
      h(
        "p",
        { class: "training-actions" },
        index > 0 && button(words.previous, goTo(index - 1)),
        !last && button(words.following, goTo(index + 1), { class: "button button--strong" }),
        button(words.hand, tryHand, { class: last ? "button button--strong" : "button" }),
      ),
      message,
    );
    progress(index + 1);
    const title = h("h3", { tabindex: "-1" }, words.caseNumber(index + 1, each.title));
    shown.replaceChildren(caseSheet(each, title, answers.form));
    if (focus) title.focus();
    put("courses", attempt).catch(broken);
  }

  addEventListener("pagehide", keep, { signal: ended.signal });
  open(Math.min(attempt.index, cases.length - 1));
  if (limit) countDown(deadline, clock, announcement, () => hand(true), ended.signal);
}

/** How far the reader is. @param {number} cases */
function barFor(cases) {
  const clock = h("p", { class: "training-clock" });
  const announcement = h("p", { class: "training-hidden", role: "status" });
  const done = h("progress", { max: String(cases), value: "0", "aria-label": words.questions });
  const where = h("span", { class: "training-where" });
  const bar = h("div", { class: "training-bar" }, done, where, clock);
  return {
    bar,
    clock,
    announcement,
    /** @param {number} number of the case that is shown */
    progress(number) {
      done.value = number;
      where.textContent = words.caseOf(number, cases);
    },
  };
}

/**
 * Show what time is left, and announce it now and then.
 * @param {number} deadline
 * @param {HTMLElement} clock
 * @param {HTMLElement} announcement
 * @param {() => void} timeUp
 * @param {AbortSignal} signal
 */
function countDown(deadline, clock, announcement, timeUp, signal) {
  let announced = -1;
  function tick() {
    const left = deadline - Date.now();
    if (left <= 0) return timeUp();
    clock.textContent = words.left(clockTime(left));
    const minutes = Math.ceil(left / MINUTE);
    if (minutes !== announced && (minutes % 5 === 0 || minutes <= 3)) {
      announced = minutes;
      announcement.textContent = words.minutesLeft(minutes);
    }
  }
  const ticking = setInterval(tick, 1000);
  signal.addEventListener("abort", () => clearInterval(ticking), { once: true });
  tick();
}
