// The same customers under two editions, each decided by its own checker in a worker of its own. tools/publish/effect.py does
// the same in the terminal.

import { load } from "./compare.js";
import { h } from "../app/dom.js";
import { current, editions, home, homeOf } from "./editions.js";
import * as fragment from "../app/fragment.js";

/** @typedef {{name: string, entries: fragment.Entry[]}} Customer */
/** @typedef {{grade: string | null, decision: string, limit: string | null, term: any, approvers: string[] | null}} Result */

const MOST_SHOWN = 500;
const MOST_CUSTOMERS = 20_000;
const AT_ONCE = 200;

/** @type {[keyof Result, string][]} */
const FIELDS = [
  ["grade", "等级"],
  ["decision", "决定"],
  ["limit", "额度"],
  ["term", "期限"],
  ["approvers", "审批人"],
];
/** @type {Record<string, string>} */
const DECISIONS = { permitted: "可授信", refused: "不授信", undetermined: "未定" };

const said = {
  alone: "这里只有一个版本。各版一并发布后，可以在此比较。",
  from: "由",
  to: "改按",
  file: "客户名单（CSV）",
  count: "或者生成的户数",
  run: "计算",
  noColumns: "没有认出任何一列：标题应为事实的名称，例如“客户类别”。",
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
  permitted: "可授信户数",
  undetermined: "未定级",
  unusable: "不能核对",
  list: "结果不同的客户",
  shown: `只列出前 ${MOST_SHOWN} 户。`,
  item: "项目",
  customers: "户数",
  customer: "客户",
  clauses: "依据",
  edition: (/** @type {string} */ name) => `${name} 版`,
  row: (/** @type {number} */ number) => `第 ${number} 行`,
  made: (/** @type {number} */ number) => `客户 ${number}`,
};

/**
 * The checker of one edition; answers come in the order of the requests.
 * @param {string} edition
 */
function checkerOf(edition) {
  const worker = new Worker(new URL("assets/workers/checker.js", homeOf(edition)), { type: "module", name: edition });
  /** @type {Map<number, {resolve: (reply: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  /** @param {string} message */
  const fail = (message) => waiting.forEach(({ reject }) => reject(new Error(message)));
  worker.onerror = (event) => fail(event.message);
  worker.onmessage = ({ data }) => {
    if (data.ready) return;
    if (data.id === undefined) return fail(data.failure);
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.failure) asked?.reject(new Error(data.failure));
    else asked?.resolve(JSON.parse(data.reply));
  };
  let last = 0;
  return {
    /** @param {Customer} customer @returns {Promise<any>} */
    answer: ({ entries }) =>
      new Promise((resolve, reject) => {
        const request = JSON.stringify({ check: "credit", settings: null, entries: Object.fromEntries(entries) });
        waiting.set(++last, { resolve, reject });
        worker.postMessage({ id: last, part: "check", request });
      }),
    stop: () => worker.terminate(),
  };
}

/** @param {string} text @returns {string[][]} the cells of a CSV text */
function cells(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/g)) {
    rows[rows.length - 1].push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.some(Boolean));
}

/** @param {File} file @param {{name: string, label: string}[]} facts @returns {Promise<Customer[]>} */
async function readCustomers(file, facts) {
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("gb18030").decode(bytes);
  }
  const known = new Map(
    facts.flatMap(({ name, label }) => [
      [name, name],
      [label, name],
    ]),
  );
  const [headings = [], ...rows] = cells(text);
  if (!headings.some((heading) => known.has(heading))) throw new RangeError(said.noColumns);
  const naming = headings.findIndex((heading) => !known.has(heading));
  return rows.map((row, place) => ({
    name: (naming >= 0 && row[naming]) || said.row(place + 2),
    entries: headings.flatMap((heading, column) => {
      const fact = known.get(heading);
      return fact && row[column] ? [/** @type {fragment.Entry} */ ([fact, row[column]])] : [];
    }),
  }));
}

/**
 * Customers like the check's examples: amounts vary, and now and then an answer is another.
 * @param {number} count
 * @param {{facts: any[], examples: Record<string, any>[]}} check
 * @returns {Customer[]}
 */
function generate(count, { facts, examples }) {
  const kinds = new Map(facts.map((fact) => [fact.name, fact]));
  // The same ones at every visit: a generator of its own, started from one number.
  let state = 1;
  const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  /** @param {any[]} options */
  const pick = (options) => options[Math.floor(draw() * options.length)];
  return Array.from({ length: count }, (_, place) => ({
    name: said.made(place + 1),
    entries: Object.entries(pick(examples)).map(([name, value]) => {
      const { kind, choices } = kinds.get(name);
      if (kind === "money") return [name, String(Math.floor(draw() * 500) * 1000)];
      if (kind === "boolean" && draw() < 0.05) return [name, String(!value)];
      if (kind === "choice" && draw() < 0.3) return [name, pick(Object.keys(choices))];
      return [name, String(value)];
    }),
  }));
}

/** @param {any} reply @returns {Result | null} */
function result({ outcome }) {
  if (!outcome?.in_force) return null;
  const { rating, credit, approvers } = outcome;
  return {
    grade: rating.grade,
    decision: credit.decision,
    limit: credit.limit,
    term: credit.term,
    approvers: approvers && approvers.map((/** @type {any} */ approver) => approver.role),
  };
}

/** @param {Result | null} before @param {Result | null} after */
const differing = (before, after) =>
  FIELDS.map(([field]) => field).filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]));

/** The clauses that an outcome rests on. @param {any} reply @returns {string[]} */
const restingOn = ({ outcome }) =>
  outcome
    ? [
        ...(outcome.credit?.because ?? []),
        ...(outcome.approvers ?? []).flatMap((/** @type {any} */ approver) => approver.clauses),
        ...outcome.conditions.map((/** @type {any} */ condition) => condition.clause),
        ...outcome.findings
          .filter((/** @type {any} */ finding) => finding.status === "met")
          .map((/** @type {any} */ finding) => finding.clause),
      ]
    : [];

/** @param {any[]} replies before and after @param {string[]} amended */
function responsible(replies, amended) {
  const cited = new Set(replies.flatMap(restingOn));
  const found = amended.filter((id) => cited.has(id));
  if (found.length) return found;
  const [one, other] = replies.map(
    ({ outcome }) =>
      new Map((outcome?.findings ?? []).map((/** @type {any} */ finding) => [finding.clause, finding.status])),
  );
  return [...new Set([...one.keys(), ...other.keys()])].filter((id) => one.get(id) !== other.get(id));
}

/** @param {(Result | null)[]} results */
function totals(results) {
  const total = { A: 0, B: 0, C: 0, undetermined: 0, unusable: 0, permitted: 0, limit: 0 };
  for (const each of results) {
    if (!each) total.unusable += 1;
    else {
      total[/** @type {"A"} */ (each.grade ?? "undetermined")] += 1;
      total.permitted += each.decision === "permitted" ? 1 : 0;
      // Whole fen: sums of money are never binary fractions.
      total.limit += Number((each.limit ?? "0.00").replace(".", ""));
    }
  }
  return total;
}

/** @param {number} fen */
const yuan = (fen) => (fen / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2 });

/** @param {Result | null} found @param {boolean} withApprovers */
function inWords(found, withApprovers) {
  if (!found) return said.unusable;
  const { grade, decision, limit, term, approvers } = found;
  return [
    grade ? `${grade}级` : said.undetermined,
    DECISIONS[decision],
    limit && `${yuan(Number(limit.replace(".", "")))} 元`,
    term && (term.months ? `${term.months} 个月` : `${term.days} 天`),
    withApprovers && approvers?.join("、"),
  ]
    .filter(Boolean)
    .join("，");
}

/** @param {string[]} headings @param {(Node | string)[][]} rows @param {string} title */
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
        ...rows.map(([first, ...rest]) =>
          h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, cell))),
        ),
      ),
    ),
  );

/**
 * Bars in pairs: how many customers have each grade, before and after. The table beside it says the same in figures.
 * @param {[string, number, number][]} groups @param {string[]} names
 */
function chart(groups, names) {
  const svg = (
    /** @type {string} */ tag,
    /** @type {Record<string, string | number>} */ attributes,
    /** @type {(Node | string)[]} */ ...children
  ) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.append(...children);
    return element;
  };
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
    svg("text", { x: 90 + side * 140, y: groups.length * 48 + 20 }, said.edition(name)),
  ]);
  const spoken = `${said.grades}：${groups.map(([label, one, other]) => `${label} ${one} → ${other}`).join("，")}`;
  return svg(
    "svg",
    { class: "effect-chart", viewBox: `0 0 520 ${groups.length * 48 + 30}`, role: "img", "aria-label": spoken },
    ...bars,
    ...key,
  );
}

/**
 * Take over the page.
 * @param {HTMLElement} root
 * @returns {Promise<() => void>} lets go of it
 */
export async function openEffect(root) {
  const all = await editions;
  if (all.length < 2) {
    root.replaceChildren(h("p", { class: "check-note", "data-tone": "note" }, said.alone));
    return () => {};
  }
  const names = all.map((edition) => edition.version);
  const choose = (/** @type {string} */ name, /** @type {string} */ chosen) => {
    const select = /** @type {HTMLSelectElement} */ (
      h("select", { name }, ...all.map((edition) => h("option", { value: edition.version }, edition.title)))
    );
    select.value = chosen;
    return select;
  };
  const at = Math.max(names.indexOf(current), 1);
  const from = choose("from", names[at - 1]);
  const to = choose("to", names[at]);
  const file = /** @type {HTMLInputElement} */ (h("input", { name: "file", type: "file", accept: ".csv,text/csv" }));
  const count = /** @type {HTMLInputElement} */ (
    h("input", { name: "count", type: "number", min: "1", max: String(MOST_CUSTOMERS), value: "300" })
  );
  const run = /** @type {HTMLButtonElement} */ (h("button", { type: "submit" }, said.run));
  const status = h("p", { class: "compare-summary", role: "status" });
  const shown = h("div", {});
  const field = (/** @type {string} */ label, /** @type {HTMLElement} */ control) =>
    h("label", {}, h("span", {}, label), control);
  const form = h(
    "form",
    { class: "compare-form" },
    field(said.from, from),
    field(said.to, to),
    field(said.file, file),
    field(said.count, count),
    run,
  );
  root.replaceChildren(form, status, shown);

  /** @type {{stop: () => void}[]} */
  let checkers = [];
  const stop = () => checkers.forEach((checker) => checker.stop());

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    run.disabled = true;
    shown.replaceChildren();
    status.textContent = said.starting;
    try {
      const check = (await (await fetch(new URL("generated/facts.json", home))).json()).credit;
      const customers = file.files?.length
        ? await readCustomers(file.files[0], check.facts)
        : generate(Number(count.value), check);
      if (customers.length === 0) throw new RangeError(said.nobody);
      if (customers.length > MOST_CUSTOMERS) throw new RangeError(said.tooMany);
      await decide([from.value, to.value], customers);
    } catch (error) {
      console.warn(error);
      status.textContent = error instanceof RangeError ? error.message : said.failed;
    } finally {
      stop();
      run.disabled = false;
    }
  });

  /** @param {string[]} pair @param {Customer[]} customers */
  async function decide(pair, customers) {
    const [old, young] = await Promise.all(pair.map(load));
    const asked = pair.map(checkerOf);
    checkers = asked;
    /** @type {any[][]} */
    const replies = [];
    for (let done = 0; done < customers.length; done += AT_ONCE) {
      const batch = customers.slice(done, done + AT_ONCE);
      const answered = await Promise.all(asked.map((checker) => Promise.all(batch.map(checker.answer))));
      replies.push(...batch.map((_, place) => answered.map((side) => side[place])));
      status.textContent = said.progress(replies.length, customers.length);
    }
    const amended = [...young.clauses.keys()].filter(
      (id) => young.clauses.get(id)?.words !== old.clauses.get(id)?.words,
    );
    const results = replies.map((both) => both.map(result));
    const changed = results.flatMap(([before, after], place) => (differing(before, after).length ? [place] : []));
    const [before, after] = [0, 1].map((side) => totals(results.map((both) => both[side])));
    const figures = /** @type {[string, "A" | "B" | "C" | "undetermined" | "unusable" | "permitted"][]} */ ([
      ["A级", "A"],
      ["B级", "B"],
      ["C级", "C"],
      [said.undetermined, "undetermined"],
      [said.unusable, "unusable"],
      [said.permitted, "permitted"],
    ]);
    status.textContent = said.done(changed.length, customers.length);
    shown.replaceChildren(
      chart(
        figures.slice(0, 4).map(([label, key]) => [label, before[key], after[key]]),
        pair,
      ),
      table(
        said.totals,
        [said.item, ...pair.map(said.edition)],
        [
          ...figures.map(([label, key]) => [label, String(before[key]), String(after[key])]),
          [said.limits, yuan(before.limit), yuan(after.limit)],
        ],
      ),
      table(
        said.differ,
        [said.item, said.customers],
        FIELDS.map(([key, label]) => [
          label,
          String(results.filter(([one, other]) => differing(one, other).includes(key)).length),
        ]),
      ),
      ...(changed.length ? [list(changed.slice(0, MOST_SHOWN))] : []),
      ...(changed.length > MOST_SHOWN ? [h("p", {}, said.shown)] : []),
    );

    /** @param {number[]} places */
    function list(places) {
      const rows = places.map((place) => {
        const { name, entries } = customers[place];
        const [one, other] = results[place];
        const approvers = differing(one, other).includes("approvers");
        const outcome = (/** @type {number} */ side) =>
          h(
            "a",
            { href: `${homeOf(pair[side])}checks/credit/${fragment.write("", entries)}` },
            inWords(results[place][side], approvers),
          );
        const clauses = responsible(replies[place], amended).map((id) =>
          h(
            "a",
            { href: `../compare/#?from=${pair[0]}&to=${pair[1]}&clause=${id}`, "data-clause": id },
            young.clauses.get(id)?.citation ?? id,
          ),
        );
        return [name, outcome(0), outcome(1), h("span", { class: "effect-clauses" }, ...clauses)];
      });
      return table(said.list, [said.customer, ...pair.map(said.edition), said.clauses], rows);
    }
  }

  return stop;
}
