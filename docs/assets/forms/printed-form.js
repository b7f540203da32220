// A form to print. The page holds it blank; a case in the address (`#?check=credit&role=…`) fills it in.

import { answer, isTrouble, request, watch } from "../app/client.js";
import { button, find, findAll, h, settingsOf } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { words as shared } from "../checker/words.js";
import { fill } from "./fill.js";

/** @import { CheckReply } from "handbook_checker" */
/** @import { State } from "../app/client.js" */
/** @import { Entry } from "../app/fragment.js" */
/** @import { Visit } from "../app/navigation.js" */
/** @typedef {Map<string, Entry[]>} Cases the facts as typed, by check */

const words = {
  filledFrom: "已按下列核对填写：",
  date: (/** @type {string} */ date) => `（核对日期 ${date}）`,
  back: "返回修改",
  unusable: (/** @type {string} */ title) => `“${title}”中有不能使用的填写，改正后才能填入结果：`,
  notOfThisForm: "链接中的核对不用于填写本表，所以现在是空白表单。",
  earlier: (/** @type {string} */ title) => `刚才还按“${title}”的核对填过本表。若是同一位客户，可以一并填入。`,
  takeIn: "一并填入",
};

/**
 * The newest case of each check that filled a form, in memory alone: a form may take more than one check to fill.
 * @type {Map<string, Cases>}
 */
const earlier = new Map();

/**
 * Take over the form on this page.
 * @param {HTMLElement} root
 * @param {Visit} visit
 */
export function openPrintedForm(root, { signal }) {
  const path = location.pathname;
  const id = root.dataset.form ?? "";
  const settings = settingsOf(root);
  /** @type {Record<string, string>} */
  const names = JSON.parse(root.dataset.names ?? "{}");
  /** @type {Record<string, string[]>} */
  const facts = JSON.parse(root.dataset.facts ?? "{}");
  const preview = find(root, ".form-scroll");
  const empty = find(root, ".form-empty");
  const status = find(root, ".form-status");
  const notices = find(root, ".form-notices");
  const print = find(root, ".form-print");
  const shown = openSwitch(root, signal);
  /** The case that is being asked about; an answer to another comes too late. */
  let asked = 0;
  /** @type {State} */
  let state = "idle";

  async function followAddress() {
    if (location.pathname !== path) return;
    const turn = ++asked;
    const { cases, foreign } = byCheck(fragment.read(location.hash).entries ?? [], facts);
    shown.blank();
    empty.hidden = cases.size > 0;
    notices.replaceChildren(...(foreign ? [h("p", {}, words.notOfThisForm)] : []));
    preview.setAttribute("aria-busy", String(cases.size > 0));
    if (cases.size === 0) return;
    try {
      /** @type {Map<string, CheckReply>} */
      const replies = new Map();
      for (const [check, entries] of cases) replies.set(check, await answer(request(check, settings, entries)));
      if (turn !== asked || signal.aborted) return;
      shown.filled((sheet) => fill(sheet, replies, names));
      notices.replaceChildren(
        ...[...replies].map(([check, reply]) => origin(check, cases.get(check) ?? [], reply)),
        ...offers(cases),
      );
      earlier.set(id, new Map([...(earlier.get(id) ?? []), ...cases]));
      preview.setAttribute("aria-busy", "false");
    } catch (error) {
      console.warn(error);
      if (turn === asked && !signal.aborted && state === "ready") tellFailure(shared.broken);
    }
  }

  /** From which check the form is filled in, or why it is not. @param {string} check @param {Entry[]} entries @param {CheckReply} reply */
  function origin(check, entries, reply) {
    const link = h("a", { href: `../../checks/${check}/${fragment.write("", entries)}` }, words.back);
    const title = titleOf(check);
    if (reply.outcome) return h("p", {}, words.filledFrom, title, words.date(reply.outcome.as_of), link);
    const problems = reply.errors.map((error) => h("li", {}, error.problem));
    return h("div", { "data-tone": "bad" }, h("p", {}, words.unusable(title), link), h("ul", {}, ...problems));
  }

  /** Cases of the form's other checks that have not come along. @param {Cases} cases */
  function offers(cases) {
    const others = [...(earlier.get(id) ?? [])].filter(([check]) => !cases.has(check));
    return others.map(([check, entries]) => {
      const take = button(words.takeIn, () => {
        const own = fragment.read(location.hash).entries ?? [];
        const more = entries.filter(([name]) => name !== "as_of");
        fragment.replace(fragment.write("", [...own, ...more]));
        followAddress();
        print.focus();
      });
      return h("p", {}, words.earlier(titleOf(check)), take);
    });
  }

  /** @param {string} check */
  const titleOf = (check) => empty.querySelector(`a[href$="/checks/${check}/"]`)?.textContent ?? check;

  /** @param {string} text */
  function tellFailure(text) {
    notices.replaceChildren(h("p", {}, text, button(shared.retry, followAddress)));
  }

  watch((next) => {
    state = next;
    status.textContent = next === "starting" ? shared.starting : "";
    if (isTrouble(next)) tellFailure(shared[next]);
  }, signal);
  print.addEventListener("click", () => window.print(), { signal });
  print.hidden = false;
  addEventListener("hashchange", followAddress, { signal });
  followAddress();
}

/**
 * The sheet, blank or filled in, and the switch between the two.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
function openSwitch(root, signal) {
  const blank = find(root, ".form-sheet");
  const choice = find(root, ".form-switch");
  const radios = findAll(choice, "input", HTMLInputElement);
  let sheet = blank;
  /** @type {HTMLElement | null} */
  let filled = null;

  /** @param {HTMLElement} next */
  function show(next) {
    sheet.replaceWith(next);
    sheet = next;
    for (const radio of radios) radio.checked = (radio.value === "filled") === (next !== blank);
  }

  choice.addEventListener(
    "change",
    () => show(filled && radios.some((radio) => radio.checked && radio.value === "filled") ? filled : blank),
    { signal },
  );

  return {
    blank() {
      filled = null;
      show(blank);
      choice.hidden = true;
    },
    /** @param {(sheet: HTMLElement) => void} write */
    filled(write) {
      filled = /** @type {HTMLElement} */ (blank.cloneNode(true));
      write(filled);
      choice.hidden = false;
      show(filled);
    },
  };
}

/**
 * The facts of a link by the checks of a form: those of the check that it names, and those that only another knows.
 * @param {Entry[]} entries
 * @param {Record<string, string[]>} facts that the form's checks know, by check
 * @returns {{cases: Cases, foreign: boolean}} foreign where it names a check that does not fill this form
 */
export function byCheck(entries, facts) {
  const named = entries.find(([name]) => name === "check")?.[1];
  /** @type {Cases} */
  const cases = new Map();
  if (named === undefined || !(named in facts)) return { cases, foreign: named !== undefined };
  for (const entry of entries) {
    const [name] = entry;
    if (name === "check") continue;
    const knows = [named, ...Object.keys(facts)].find((check) => facts[check].includes(name)) ?? named;
    cases.set(knows, [...(cases.get(knows) ?? []), entry]);
  }
  const dates = (cases.get(named) ?? []).filter(([name]) => name === "as_of");
  for (const [check, own] of cases) if (check !== named) cases.set(check, [...dates, ...own]);
  return { cases, foreign: false };
}
