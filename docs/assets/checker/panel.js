// What stands beside a check's form: how the start goes, the headline, and the outcome.

import { isTrouble, watch } from "../app/client.js";
import { button, find, findAll, h } from "../app/dom.js";
import { render, replace } from "./outcome.js";
import { words } from "./words.js";

/** @import { CheckReply, Problem } from "handbook_checker" */
/** @import { State } from "../app/client.js" */
/** @import { Form } from "./form.js" */
/** @import { Page } from "./outcome.js" */

const ANNOUNCE_PAUSE_MS = 700;

/**
 * @param {HTMLElement} root the check
 * @param {Form} form
 * @param {Page} page
 * @param {AbortSignal} signal
 */
export function openPanel(root, form, page, signal) {
  const aside = find(root, ".check-aside");
  const outcome = find(root, ".check-outcome");
  const headline = find(root, ".check-headline");
  const bar = find(root, ".check-bar");
  const tools = find(root, ".check-tools");
  const announce = find(root, ".check-announce");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let announcing;
  signal.addEventListener("abort", () => clearTimeout(announcing), { once: true });

  // On a phone the outcome lies below the form; a bar says how it stands while it is out of sight.
  const seen = new IntersectionObserver(([entry]) => bar.classList.toggle("is-away", entry.isIntersecting));
  seen.observe(headline);
  signal.addEventListener("abort", () => seen.disconnect(), { once: true });

  /** @param {string} tone @param {string} text @param {string} [short] */
  function showHeadline(tone, text, short = text) {
    headline.dataset.tone = bar.dataset.tone = tone;
    find(root, ".check-headline-text").textContent = text;
    find(root, ".check-bar-text").textContent = short;
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      if (announce.textContent !== text) announce.textContent = text;
    }, ANNOUNCE_PAUSE_MS);
  }

  /** @param {Problem} error */
  function problem(error) {
    const goTo = { type: "button", class: "button-link", "data-goto": error.fact };
    return h("li", {}, error.problem, form.element(error.fact) && h("button", goTo, words.fix));
  }

  return {
    aside,

    busy: () => aside.setAttribute("aria-busy", "true"),

    /** @param {CheckReply} reply @param {boolean} empty whether nothing was entered */
    show({ errors, view }, empty) {
      if (!view) {
        showHeadline("bad", words.errors(errors.length), words.errorsBar(errors.length));
        replace(outcome, [h("ul", { class: "check-errors" }, ...errors.map(problem))]);
      } else if (empty) {
        showHeadline("note", words.empty, words.emptyBar);
        replace(outcome, render({ sections: view.sections.filter(({ kind }) => kind === "questions") }, page));
      } else {
        showHeadline(view.headline.tone, view.headline.text);
        replace(outcome, render(view, page));
      }
      tools.hidden = empty;
      for (const each of findAll(tools, "[data-needs-outcome]")) each.toggleAttribute("disabled", !view);
    },
  };
}

/**
 * How the checker's start goes, and a way to try again where it, or an answer, failed.
 * @param {HTMLElement} root the check
 * @param {object} ways
 * @param {() => boolean} ways.isWaiting whether facts wait for it
 * @param {() => void} ways.recheck
 * @param {() => void} ways.layOut no answer is to be waited for
 * @param {AbortSignal} signal
 */
export function showStart(root, { isWaiting, recheck, layOut }, signal) {
  const progress = find(root, ".check-progress");
  /** @type {State} */
  let state = "idle";
  let troubled = false;

  /** @param {string} text @param {boolean} [again] whether it can be tried again */
  function tell(text, again = false) {
    progress.hidden = text === "";
    progress.classList.toggle("is-failed", again);
    const retry = button(words.retry, () => {
      tell("");
      recheck();
    });
    progress.replaceChildren(text, ...(again ? [retry] : []));
    if (again) find(root, ".check-bar-text").textContent = text;
  }

  watch((next) => {
    state = next;
    // Whoever had the checker started again, what it did not answer is asked again.
    if (next === "ready" && troubled) recheck();
    troubled = isTrouble(next) || (troubled && next !== "ready");
    if (next === "starting") tell(isWaiting() ? words.startingFirst : words.starting);
    else if (isTrouble(next)) tell(words[next], true);
    else tell("");
    if (isTrouble(next)) layOut();
  }, signal);

  return {
    /** An answer failed; a failed start has its own message. */
    broken: () => state === "ready" && tell(words.broken, true),
  };
}

/**
 * What is not laid out no screen reader hears of. It has to wait for the first answer, and comes a few parts at each
 * pause: all at once would hold up whatever the reader does then.
 * @param {HTMLElement} root the check
 * @param {AbortSignal} signal
 */
export function layOutLater(root, signal) {
  const later = findAll(root, ".check-group, .check-clause");
  const pause = window.requestIdleCallback ?? setTimeout;

  function all(count = later.length) {
    for (const part of later.splice(0, count)) part.classList.add("is-laid-out");
  }

  function atPauses() {
    if (later.length && !signal.aborted) {
      pause(() => {
        all(8);
        atPauses();
      });
    }
  }

  return { all: () => all(), atPauses };
}
