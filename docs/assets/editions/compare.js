// Two editions side by side, clause by clause: what was changed, when and why. The address holds the choice.

import { chinese } from "../app/dates.js";
import { h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { changedBetween, changes } from "./changes.js";
import { current, editions, home, homeOf } from "./editions.js";
import { load } from "./published.js";

/** @import { Child } from "../app/dom.js" */
/** @import { Entry } from "../app/fragment.js" */
/** @import { Visit } from "../app/navigation.js" */
/** @import { Change, Clause, Published } from "./changes.js" */
/** @import { Edition } from "./editions.js" */

/** @typedef {{summary: Child[], entries: HTMLElement[]}} Shown */

const words = {
  alone: "这里只有一个版本。各版一并发布后，可以在此逐条对照。",
  failed: "没有取到这两版的条文，请稍后重试。",
  from: "从",
  to: "到",
  regulation: "制度",
  date: "修订日期",
  reason: "原因中含有",
  all: "全部",
  count: (/** @type {number} */ shown, /** @type {number} */ all) => {
    if (all === 0) return "两版文字完全相同。";
    return shown === all ? `改动 ${all} 条（项）。` : `改动 ${all} 条（项），列出其中 ${shown} 条（项）。`;
  },
  one: "的历次修订。",
  everything: "看全部改动",
  history: "历次修订",
  unchanged: (/** @type {string} */ edition) => `自 ${edition} 版公布以来，文字没有改动。`,
  first: (/** @type {string} */ edition, /** @type {string} */ date) => `${date}，${edition} 版：首次公布。`,
  unknown: "没有这一条，请检查链接。",
  added: "（新增）",
  removed: "（删去）",
  noReason: "没有写明原因",
  before: (/** @type {string} */ edition) => `${edition} 版`,
  formerly: (/** @type {string} */ citation) => `（原为${citation}）`,
};

/**
 * Take over the page of comparisons.
 * @param {HTMLElement} root
 * @param {Visit} visit
 */
export async function openComparison(root, { signal }) {
  const all = await editions;
  if (signal.aborted) return;
  if (all.length < 2) root.replaceChildren(h("p", { class: "check-note", "data-tone": "note" }, words.alone));
  else mount(root, all, signal);
}

/** @param {HTMLElement} root @param {Edition[]} all @param {AbortSignal} signal */
function mount(root, all, signal) {
  const names = all.map((edition) => edition.version);
  const fields = fieldsFor(all);
  const form = h(
    "form",
    { class: "compare-form" },
    ...typedEntries(fields).map(([name, field]) => h("label", {}, h("span", {}, words[name]), field)),
  );
  const summary = h("p", { class: "compare-summary", role: "status" });
  const list = h("div", { class: "compare-list" });
  root.replaceChildren(form, summary, list);
  let clause = "";

  function read() {
    const given = new Map(fragment.read(location.hash).entries ?? []);
    const edition = (/** @type {string} */ name, /** @type {number} */ otherwise) => {
      const wanted = given.get(name) ?? "";
      return names.includes(wanted) ? wanted : names[otherwise];
    };
    clause = given.get("clause") ?? "";
    fields.to.value = edition("to", Math.max(names.indexOf(current), 1));
    fields.from.value = edition("from", Math.max(names.indexOf(fields.to.value) - 1, 0));
    fields.date.value = given.get("date") ?? "";
    fields.reason.value = given.get("reason") ?? "";
    show(given.get("regulation") ?? "");
  }

  /** What was asked for last; slower answers to earlier choices are dropped. */
  let turn = 0;
  async function show(regulation = fields.regulation.value) {
    const mine = ++turn;
    form.hidden = clause !== "";
    const ends = [names.indexOf(fields.from.value), names.indexOf(fields.to.value)].sort((a, b) => a - b);
    const wanted = clause ? names : names.slice(ends[0], ends[1] + 1);
    const line = await Promise.all(wanted.map(load)).catch((error) => {
      console.warn(error);
      return null;
    });
    if (line && !clause) offerRegulations(fields.regulation, line[line.length - 1], regulation);
    const made = line && (await (clause ? history(line, clause) : comparison(line, choice())));
    if (mine !== turn || signal.aborted) return;
    if (!made) {
      summary.textContent = words.failed;
      return;
    }
    summary.replaceChildren(...made.summary.filter((part) => part !== null && part !== undefined && part !== false));
    list.replaceChildren(...made.entries);
  }

  const choice = () => ({
    regulation: fields.regulation.value,
    date: fields.date.value,
    reason: fields.reason.value.trim(),
  });

  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  form.addEventListener(
    "input",
    () => {
      const given = Object.entries(fields).map(([name, field]) => /** @type {Entry} */ ([name, field.value]));
      fragment.replace(
        fragment.write(
          "",
          given.filter(([, value]) => value),
        ),
      );
      show();
    },
    { signal },
  );
  addEventListener("hashchange", read, { signal });
  read();
}

/** @param {Edition[]} all */
function fieldsFor(all) {
  const choose = (/** @type {string} */ name, /** @type {[string, string][]} */ options) =>
    h("select", { name }, ...options.map(([value, text]) => h("option", { value }, text)));
  const dated = all.map((edition) => /** @type {const} */ ([edition, chinese(edition.properties.date)]));
  /** @type {[string, string][]} */
  const titled = dated.map(([{ version, title }, date]) => [version, `${title}（${date}）`]);
  /** @type {[string, string][]} */
  const dates = dated.slice(1).map(([{ version }, date]) => [version, date]);
  return {
    from: choose("from", titled),
    to: choose("to", titled),
    regulation: choose("regulation", [["", words.all]]),
    date: choose("date", [["", words.all], ...dates]),
    reason: h("input", { name: "reason", type: "search", autocomplete: "off" }),
  };
}

/** @template {Record<string, HTMLElement>} T @param {T} fields @returns {[keyof T & keyof typeof words, HTMLElement][]} */
const typedEntries = (fields) => /** @type {[keyof T & keyof typeof words, HTMLElement][]} */ (Object.entries(fields));

/** @param {HTMLSelectElement} select @param {Published} edition @param {string} chosen */
function offerRegulations(select, edition, chosen) {
  const titles = new Map(
    [...edition.clauses.values()].map(({ regulation, citation }) => [
      regulation,
      citation.slice(1, citation.indexOf("》")),
    ]),
  );
  select.replaceChildren(
    h("option", { value: "" }, words.all),
    ...[...titles].map(([value, text]) => h("option", { value }, text)),
  );
  select.value = chosen;
}

/**
 * What changed between the first and the last of some editions.
 * @param {Published[]} line
 * @param {{regulation: string, date: string, reason: string}} wanted each "" where any will do
 * @returns {Promise<Shown>}
 */
async function comparison(line, { regulation, date, reason }) {
  const [from, to] = [line[0], line[line.length - 1]];
  const changed = changedBetween(from, to);
  const shown = changed
    .map((id) => ({ id, steps: changes(line, id) }))
    .filter(
      ({ id, steps }) =>
        (!regulation || (to.clauses.get(id) ?? from.clauses.get(id))?.regulation === regulation) &&
        (!date || steps.some(({ edition }) => edition.name === date)) &&
        (!reason || steps.some(({ edition }) => reasonOf(edition, id).includes(reason))),
    );
  const entries = await Promise.all(shown.map(({ id, steps }) => entry(id, from, to, steps, false)));
  return { summary: [words.count(shown.length, changed.length)], entries };
}

/**
 * Every amendment of one clause, the newest first.
 * @param {Published[]} line every edition
 * @param {string} clause
 * @returns {Promise<Shown>}
 */
async function history(line, clause) {
  const holding = line.filter((edition) => edition.clauses.has(clause));
  const newest = holding.at(-1);
  const everything = h("a", { href: "#?" }, words.everything);
  if (!newest) return { summary: [words.unknown, everything], entries: [] };
  const steps = changes(line, clause).filter(({ edition }) => edition !== holding[0]);
  const entries = await Promise.all(
    [...steps].reverse().map((step) => entry(clause, line[line.indexOf(step.edition) - 1], step.edition, [step], true)),
  );
  const { name, date } = holding[0];
  const start = steps.length ? words.first(name, chinese(date)) : words.unchanged(name);
  const text = h("p", { class: "compare-words" }, steps.length ? "" : (newest.clauses.get(clause)?.words ?? ""));
  return {
    summary: [link(newest.clauses.get(clause), newest), words.one, everything],
    entries: [...entries, h("p", { class: "compare-reason" }, start), text],
  };
}

/**
 * @param {string} id
 * @param {Published} from
 * @param {Published} to
 * @param {Change[]} steps
 * @param {boolean} alone whether nothing but this clause is shown
 */
async function entry(id, from, to, steps, alone) {
  const [before, after] = [from, to].map((edition) => edition.clauses.get(id));
  const [old, young] = await marked(before?.words ?? words.added, after?.words ?? words.removed);
  const renumbered = before && after && before.citation !== after.citation;
  return h(
    "section",
    { class: "compare-clause", "data-clause": id },
    h(
      "h2",
      {},
      link(after, to) ?? link(before, from),
      renumbered ? words.formerly(before.citation) : null,
      !alone && h("a", { href: fragment.write("", [["clause", id]]) }, words.history),
    ),
    ...steps.map((step) => reason(id, step)),
    h("div", { class: "compare-sides" }, column(before, from, old), column(after, to, young)),
  );
}

/** Why an edition changed a clause: a regulation that came or went has one reason for all of it. @param {Published} edition @param {string} id */
function reasonOf(edition, id) {
  return edition.reasons[id] ?? edition.reasons[id.split(".")[0] ?? ""] ?? words.noReason;
}

/** @param {string} id @param {Change} step */
function reason(id, { edition }) {
  return h(
    "p",
    { class: "compare-reason" },
    h("time", { datetime: edition.date }, chinese(edition.date)),
    `　${edition.name} 版　${reasonOf(edition, id)}`,
  );
}

/** @param {Clause | undefined} clause @param {Published} edition */
function link(clause, edition) {
  if (!clause) return null;
  return h("a", { href: `${homeOf(edition.name)}regulations/${clause.regulation}/#${clause.id}` }, clause.citation);
}

/** @param {Clause | undefined} clause @param {Published} edition @param {(Node | string)[]} text */
function column(clause, edition, text) {
  return h(
    "div",
    { class: "compare-side" },
    h("h3", {}, words.before(edition.name)),
    h("p", {}, ...text, clause && !clause.words ? "—" : null),
  );
}

/** Both texts, each with what the other has not marked. @param {string} before @param {string} after */
async function marked(before, after) {
  await import(new URL("generated/diff.js", home).href);
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : undefined;
  const parts = Diff.diffWords(before, after, { intlSegmenter: segmenter });
  return [
    parts.filter((part) => !part.added).map((part) => (part.removed ? h("del", {}, part.value) : part.value)),
    parts.filter((part) => !part.removed).map((part) => (part.added ? h("ins", {}, part.value) : part.value)),
  ];
}
