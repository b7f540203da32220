// The same customers under two editions, each decided by its own checker in a worker of its own. tools/publish/effect.py does
// the same in the terminal.

import { connect } from "../app/connect.js";
import { h, svg } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { makeCustomers, readCustomers } from "./customers.js";
import { differing, FIELDS, inWords, responsible, result, totals, yuan } from "./difference.js";
import { current, editions, home, homeOf } from "./editions.js";
import { load } from "./published.js";

/** @import { CheckReply } from "handbook_checker" */
/** @import { Visit } from "../app/navigation.js" */
/** @import { Published } from "./changes.js" */
/** @import { Customer } from "./customers.js" */
/** @import { Result, Totals } from "./difference.js" */
/** @import { Edition } from "./editions.js" */

/** @typedef {"A" | "B" | "C" | "undetermined" | "unusable" | "permitted"} Counted */

const MOST_SHOWN = 500;
const MOST_CUSTOMERS = 20_000;
const AT_ONCE = 200;

const LABELS = { grade: "等级", decision: "决定", limit: "额度", term: "期限", approvers: "审批人" };

const words = {
  alone: "这里只有一个版本。各版一并发布后，可以在此比较。",
  from: "由",
  to: "改按",
  file: "客户名单（CSV）",
  count: "或者生成的户数",
  run: "计算",
  tooMany: `至多 ${MOST_CUSTOMERS.toLocaleString()} 户。`,
  nobody: "名单里没有客户。",
  starting: "正在准备两版的核对程序…",
  failed: "没有算完，请重试。",
  progress: (/** @type {number} */ done, /** @type {number} */ all) => `已算 ${done} 户，共 ${all} 户…`,
  done: (/** @type {number} */ changed, /** @type {number} */ all) => `${all} 户客户，${changed} 户的结果不同。`,
  differ: "结果不同的户数",
  totals: "合计",
  grades: "各级户数",
  limits: "额度合计（元）",
  list: "结果不同的客户",
  shown: `只列出前 ${MOST_SHOWN} 户。`,
  item: "项目",
  customers: "户数",
  customer: "客户",
  clauses: "依据",
  edition: (/** @type {string} */ name) => `${name} 版`,
};

/** @type {[Counted, string][]} */
const COUNTED = [
  ["A", "A级"],
  ["B", "B级"],
  ["C", "C级"],
  ["undetermined", "未定级"],
  ["unusable", "不能核对"],
  ["permitted", "可授信户数"],
];
const GRADES = 4;

/**
 * Take over the page.
 * @param {HTMLElement} root
 * @param {Visit} visit
 */
export async function openEffect(root, { signal }) {
  const all = await editions;
  if (signal.aborted) return;
  if (all.length < 2) {
    root.replaceChildren(h("p", { class: "check-note", "data-tone": "note" }, words.alone));
    return;
  }
  const { form, from, to, file, count, run } = choice(all);
  const status = h("p", { class: "compare-summary", role: "status" });
  const shown = h("div", {});
  root.replaceChildren(form, status, shown);

  form.addEventListener(
    "submit",
    async (event) => {
      event.preventDefault();
      run.disabled = true;
      shown.replaceChildren();
      status.textContent = words.starting;
      try {
        const customers = await customersOf(file.files?.[0], Number(count.value));
        const pair = [from.value, to.value];
        const [published, replies] = await Promise.all([
          Promise.all(pair.map(load)),
          decideAll(pair, customers, signal, (done) => {
            status.textContent = words.progress(done, customers.length);
          }),
        ]);
        const { changed, elements } = summary(published, customers, replies);
        status.textContent = words.done(changed, customers.length);
        shown.replaceChildren(...elements);
      } catch (error) {
        console.warn(error);
        status.textContent = error instanceof RangeError ? error.message : words.failed;
      } finally {
        run.disabled = false;
      }
    },
    { signal },
  );
}

/** What to compare. @param {Edition[]} all */
function choice(all) {
  const names = all.map((edition) => edition.version);
  const choose = (/** @type {string} */ name, /** @type {string} */ chosen) => {
    const select = h("select", { name }, ...all.map(({ version, title }) => h("option", { value: version }, title)));
    select.value = chosen;
    return select;
  };
  const young = Math.max(names.indexOf(current), 1);
  const fields = {
    from: choose("from", names[young - 1]),
    to: choose("to", names[young]),
    file: h("input", { name: "file", type: "file", accept: ".csv,text/csv" }),
    count: h("input", { name: "count", type: "number", min: "1", max: String(MOST_CUSTOMERS), value: "300" }),
  };
  const run = h("button", { type: "submit", class: "button button--strong" }, words.run);
  const label = (/** @type {keyof typeof fields} */ name) => h("label", {}, h("span", {}, words[name]), fields[name]);
  const form = h("form", { class: "compare-form" }, label("from"), label("to"), label("file"), label("count"), run);
  return { ...fields, run, form };
}

/** @param {File | undefined} file @param {number} count how many are made up where there is no list */
async function customersOf(file, count) {
  const facts = await (await fetch(new URL("generated/facts.json", home))).json();
  const customers = file
    ? readCustomers(await file.arrayBuffer(), facts.credit.facts)
    : makeCustomers(count, facts.credit);
  if (customers.length === 0) throw new RangeError(words.nobody);
  if (customers.length > MOST_CUSTOMERS) throw new RangeError(words.tooMany);
  return customers;
}

/**
 * Every customer under two editions.
 * @param {string[]} pair
 * @param {Customer[]} customers
 * @param {AbortSignal} signal
 * @param {(done: number) => void} progress
 */
async function decideAll(pair, customers, signal, progress) {
  const checkers = pair.map(checkerOf);
  const stop = () => {
    for (const checker of checkers) checker.stop();
  };
  signal.addEventListener("abort", stop, { once: true });
  /** @type {CheckReply[][]} */
  const replies = [];
  try {
    for (let done = 0; done < customers.length; done += AT_ONCE) {
      const batch = customers.slice(done, done + AT_ONCE);
      const sides = await Promise.all(checkers.map((checker) => Promise.all(batch.map(checker.check))));
      replies.push(...batch.map((_, index) => sides.map((side) => side[index])));
      progress(replies.length);
    }
  } finally {
    stop();
    signal.removeEventListener("abort", stop);
  }
  return replies;
}

/** The checker of one edition. @param {string} edition */
function checkerOf(edition) {
  const script = new URL("assets/workers/checker.js", homeOf(edition));
  /** @type {import("../app/connect.js").Connection<string>} */
  const connection = connect(new Worker(script, { type: "module", name: edition }));
  return {
    /** @param {Customer} customer @returns {Promise<CheckReply>} */
    async check({ entries }) {
      const request = JSON.stringify({ check: "credit", settings: null, entries: Object.fromEntries(entries) });
      return JSON.parse(await connection.ask({ part: "check", request }));
    },
    stop: () => connection.stop(),
  };
}

/** @param {Published[]} pair @param {Customer[]} customers @param {CheckReply[][]} replies */
function summary(pair, customers, replies) {
  const [old, young] = pair;
  const amended = [...young.clauses.keys()].filter((id) => young.clauses.get(id)?.words !== old.clauses.get(id)?.words);
  const results = replies.map((both) => both.map(result));
  const changed = results.flatMap(([before, after], index) => (differing(before, after).length ? [index] : []));
  const [before, after] = [0, 1].map((side) => totals(results.map((both) => both[side])));
  const names = pair.map(({ name }) => name);
  const rows = changed
    .slice(0, MOST_SHOWN)
    .map((index) => customerRow(pair, customers[index], results[index], responsible(replies[index], amended)));
  const elements = [
    chart(
      COUNTED.slice(0, GRADES).map(([key, label]) => [label, before[key], after[key]]),
      names,
    ),
    totalTable(names, before, after),
    differenceTable(results),
    ...(rows.length ? [table(words.list, [words.customer, ...names.map(words.edition), words.clauses], rows)] : []),
    ...(changed.length > MOST_SHOWN ? [h("p", {}, words.shown)] : []),
  ];
  return { changed: changed.length, elements };
}

/** @param {string[]} names @param {Totals} before @param {Totals} after */
function totalTable(names, before, after) {
  const counts = COUNTED.map(([key, label]) => [label, String(before[key]), String(after[key])]);
  const limits = [words.limits, yuan(before.limit), yuan(after.limit)];
  return table(words.totals, [words.item, ...names.map(words.edition)], [...counts, limits]);
}

/** How many customers each part of the outcome differs for. @param {(Result | null)[][]} results */
function differenceTable(results) {
  const rows = FIELDS.map((field) => {
    const count = results.filter(([one, other]) => differing(one, other).includes(field)).length;
    return [LABELS[field], String(count)];
  });
  return table(words.differ, [words.item, words.customers], rows);
}

/** @param {Published[]} pair @param {Customer} customer @param {(Result | null)[]} results @param {string[]} clauses */
function customerRow(pair, { name, entries }, results, clauses) {
  const [from, to] = pair.map((edition) => edition.name);
  const approvers = differing(results[0], results[1]).includes("approvers");
  const outcomes = [from, to].map((edition, side) =>
    h(
      "a",
      { href: `${homeOf(edition)}checks/credit/${fragment.write("", entries)}` },
      inWords(results[side], approvers),
    ),
  );
  const links = clauses.map((id) =>
    h(
      "a",
      { href: `../compare/#?from=${from}&to=${to}&clause=${id}`, "data-clause": id },
      pair[1].clauses.get(id)?.citation ?? id,
    ),
  );
  return [name, ...outcomes, h("span", { class: "effect-clauses" }, ...links)];
}

/** @param {string} title @param {string[]} headings @param {(Node | string)[][]} rows */
const table = (title, headings, rows) =>
  h(
    "div",
    { class: "effect-table", tabindex: "0", role: "region", "aria-label": title },
    h(
      "table",
      {},
      h("caption", {}, title),
      h("thead", {}, h("tr", {}, ...headings.map((heading) => h("th", { scope: "col" }, heading)))),
      h(
        "tbody",
        {},
        ...rows.map(([first, ...others]) =>
          h("tr", {}, h("th", { scope: "row" }, first), ...others.map((cell) => h("td", {}, cell))),
        ),
      ),
    ),
  );

/**
 * Bars in pairs: how many customers have each grade, before and after. The table beside it says the same in figures.
 * @param {[string, number, number][]} groups
 * @param {string[]} names
 */
function chart(groups, names) {
  const most = Math.max(1, ...groups.flatMap(([, one, other]) => [one, other]));
  const bars = groups.flatMap(([label, ...values], group) => [
    svg("text", { x: 60, y: group * 48 + 30, "text-anchor": "end" }, label),
    ...values.flatMap((value, side) => {
      const width = (value / most) * 380;
      const y = group * 48 + side * 18 + 8;
      return [
        svg("rect", { class: `effect-bar-${side}`, x: 70, y, width, height: 14 }),
        svg("text", { x: 76 + width, y: y + 12 }, String(value)),
      ];
    }),
  ]);
  const key = names.flatMap((name, side) => [
    svg("rect", { class: `effect-bar-${side}`, x: 70 + side * 140, y: groups.length * 48 + 8, width: 14, height: 14 }),
    svg("text", { x: 90 + side * 140, y: groups.length * 48 + 20 }, words.edition(name)),
  ]);
  const spoken = `${words.grades}：${groups.map(([label, one, other]) => `${label} ${one} → ${other}`).join("，")}`;
  const size = `0 0 520 ${groups.length * 48 + 30}`;
  return svg("svg", { class: "effect-chart", viewBox: size, role: "img", "aria-label": spoken }, ...bars, ...key);
}
