// A form to print. The page holds it blank; a case in the address (`#?check=credit&role=…`) fills it in.

import { answer, isTrouble, request, watch } from "../app/client.js";
import { h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { fill } from "./fill.js";
import { words as shared } from "../checker/words.js";

/** @typedef {import("../app/fragment.js").Entry} Entry */
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
 * @returns {() => void} lets go of the page
 */
export function openPrintedForm(root) {
  const path = location.pathname;
  const id = root.dataset.form ?? "";
  const settings = JSON.parse(root.dataset.settings ?? "null");
  const names = JSON.parse(root.dataset.names ?? "{}");
  /** @type {Record<string, string[]>} */
  const facts = JSON.parse(root.dataset.facts ?? "{}");
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
  const blank = find(".form-sheet");
  const preview = find(".form-scroll");
  const empty = find(".form-empty");
  const status = find(".form-status");
  const notices = find(".form-notices");
  const choice = find(".form-switch");
  const radios = /** @type {HTMLInputElement[]} */ ([...choice.querySelectorAll("input")]);
  const print = find(".form-print");
  const leaving = new AbortController();
  const { signal } = leaving;

  let sheet = blank;
  /** @type {HTMLElement | null} */
  let filled = null;
  /** The case that is being asked about; an answer to another comes too late. */
  let asked = 0;

  /** @param {HTMLElement} next */
  function show(next) {
    sheet.replaceWith(next);
    sheet = next;
    for (const radio of radios) radio.checked = (radio.value === "filled") === (next !== blank);
  }

  async function followAddress() {
    if (location.pathname !== path) return;
    const turn = ++asked;
    const { cases, foreign } = sort(fragment.read(location.hash).entries ?? []);
    filled = null;
    show(blank);
    choice.hidden = true;
    empty.hidden = cases.size > 0;
    notices.replaceChildren(...(foreign ? [h("p", {}, words.notOfThisForm)] : []));
    preview.setAttribute("aria-busy", String(cases.size > 0));
    if (cases.size === 0) return;
    try {
      const replies = new Map();
      for (const [check, entries] of cases) replies.set(check, await answer(request(check, settings, entries)));
      if (turn !== asked || signal.aborted) return;
      filled = /** @type {HTMLElement} */ (blank.cloneNode(true));
      fill(filled, replies, names);
      choice.hidden = false;
      show(filled);
      tell(cases, replies);
      remember(cases);
      preview.setAttribute("aria-busy", "false");
    } catch (error) {
      console.warn(error);
      if (turn === asked && !signal.aborted && state === "ready") tellFailure(shared.broken);
    }
  }

  /**
   * The facts of a link by the checks of this form: those of the check that it names, and those that only another knows.
   * @param {Entry[]} entries
   * @returns {{cases: Cases, foreign: boolean}} foreign where it names a check that does not fill this form
   */
  function sort(entries) {
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

  /** @param {Cases} cases @param {Map<string, any>} replies */
  function tell(cases, replies) {
    const told = [...cases].flatMap(([check, entries]) => {
      const reply = replies.get(check);
      const link = h("a", { href: `../../checks/${check}/${fragment.write("", entries)}` }, words.back);
      const title = titleOf(check);
      if (reply.outcome) return [h("p", {}, words.filledFrom, title, words.date(reply.outcome.as_of), link)];
      const problems = reply.errors.map((/** @type {any} */ error) => h("li", {}, error.problem));
      return [h("div", { "data-tone": "bad" }, h("p", {}, words.unusable(title), link), h("ul", {}, ...problems))];
    });
    notices.replaceChildren(...told, ...offers(cases));
  }

  /** Cases of the form's other checks that have not come along. @param {Cases} cases */
  function offers(cases) {
    const others = [...(earlier.get(id) ?? [])].filter(([check]) => !cases.has(check));
    return others.map(([check, entries]) => {
      const button = h("button", { type: "button" }, words.takeIn);
      button.addEventListener("click", () => {
        const own = fragment.read(location.hash).entries ?? [];
        const more = entries.filter(([name]) => name !== "as_of");
        fragment.replace(fragment.write("", [...own, ...more]));
        followAddress();
        print.focus();
      });
      return h("p", {}, words.earlier(titleOf(check)), button);
    });
  }

  /** @param {Cases} cases */
  function remember(cases) {
    earlier.set(id, new Map([...(earlier.get(id) ?? []), ...cases]));
  }

  /** @param {string} check */
  const titleOf = (check) => empty.querySelector(`a[href$="/checks/${check}/"]`)?.textContent ?? check;

  /** @param {string} said */
  function tellFailure(said) {
    const retry = h("button", { type: "button" }, shared.retry);
    retry.addEventListener("click", followAddress);
    notices.replaceChildren(h("p", {}, said, retry));
  }

  /** @type {import("../app/client.js").State} */
  let state = "idle";
  const unwatch = watch((next) => {
    state = next;
    status.textContent = next === "starting" ? shared.starting : "";
    if (isTrouble(next)) tellFailure(shared[next]);
  });

  choice.addEventListener(
    "change",
    () => show(filled && radios.some((radio) => radio.checked && radio.value === "filled") ? filled : blank),
    { signal },
  );
  print.addEventListener("click", () => window.print(), { signal });
  print.hidden = false;
  window.addEventListener("hashchange", followAddress, { signal });
  followAddress();

  return () => {
    leaving.abort();
    unwatch();
  };
}
