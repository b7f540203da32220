// Two editions side by side, clause by clause: what was changed, when and why. The address holds the choice.

import { h } from "../app/dom.js";
import { current, editions, home, homeOf } from "./editions.js";
import * as fragment from "../app/fragment.js";

/** @typedef {{id: string, regulation: string, citation: string, words: string}} Clause */
/** @typedef {{name: string, date: string, reasons: Record<string, string>, clauses: Map<string, Clause>}} Published */
/** @typedef {{edition: Published, before: Clause | undefined, after: Clause | undefined}} Change */

const said = {
  alone: "这里只有一个版本。各版一并发布后，可以在此逐条对照。",
  failed: "没有取到这两版的条文，请稍后重试。",
  from: "从",
  to: "到",
  regulation: "制度",
  date: "修订日期",
  reason: "原因中含有",
  all: "全部",
  count: (/** @type {number} */ shown, /** @type {number} */ all) =>
    all === 0
      ? "两版文字完全相同。"
      : shown === all
        ? `改动 ${all} 条（项）。`
        : `改动 ${all} 条（项），列出其中 ${shown} 条（项）。`,
  one: (/** @type {string} */ citation) => `${citation}的历次修订。`,
  everything: "看全部改动",
  history: "历次修订",
  unchanged: (/** @type {string} */ edition) => `自 ${edition} 版公布以来，文字没有改动。`,
  first: (/** @type {string} */ edition, /** @type {string} */ date) => `${date}，${edition} 版：首次公布。`,
  unknown: "没有这一条，请检查链接。",
  added: "（新增）",
  removed: "（删去）",
  noReason: "没有写明原因",
  before: (/** @type {string} */ edition) => `${edition} 版`,
};

/** @param {string} date */
const chinese = (date) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");

/** @type {Map<string, Promise<Published>>} */
const fetched = new Map();

/**
 * An edition with its words in the reading that it publishes.
 * @param {string} name
 * @returns {Promise<Published>}
 */
export function load(name) {
  const get = async () => {
    const [edition, clauses] = await Promise.all(
      ["edition", "clauses"].map(async (file) => {
        const response = await fetch(new URL(`generated/${file}.json`, homeOf(name)));
        if (!response.ok) throw new Error(`${file}.json: ${response.status}`);
        return response.json();
      }),
    );
    const { reading } = edition;
    const found = clauses.map((/** @type {any} */ clause) => {
      const words = `${clause.printed[reading]}　${clause[reading].replaceAll(" / ", "\n")}`.trim();
      return [clause.id, { ...clause, words }];
    });
    return { ...edition, clauses: new Map(found) };
  };
  if (!fetched.has(name)) {
    const asked = get();
    asked.catch(() => fetched.delete(name));
    fetched.set(name, asked);
  }
  return /** @type {Promise<Published>} */ (fetched.get(name));
}

/** @param {Clause | undefined} one @param {Clause | undefined} other */
const same = (one, other) => one?.words === other?.words && one?.citation === other?.citation;

/**
 * The editions in which a clause became other than it was in the edition before.
 * @param {Published[]} line editions, oldest first
 * @param {string} id
 * @returns {Change[]}
 */
function changes(line, id) {
  return line
    .slice(1)
    .map((edition, place) => ({ edition, before: line[place].clauses.get(id), after: edition.clauses.get(id) }))
    .filter(({ before, after }) => !same(before, after));
}

/** @param {string} before @param {string} after */
async function marked(before, after) {
  await import(new URL("generated/diff.js", home).href);
  const { diffWords } = /** @type {any} */ (globalThis).Diff;
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : undefined;
  /** @type {{value: string, added: boolean, removed: boolean}[]} */
  const parts = diffWords(before, after, { intlSegmenter: segmenter });
  const side = (
    /** @type {"added" | "removed"} */ own,
    /** @type {"added" | "removed"} */ other,
    /** @type {string} */ tag,
  ) => parts.filter((part) => !part[other]).map((part) => (part[own] ? h(tag, {}, part.value) : part.value));
  return [side("removed", "added", "del"), side("added", "removed", "ins")];
}

/** @param {Clause | undefined} clause @param {Published} edition */
function link(clause, edition) {
  return clause
    ? h("a", { href: `${homeOf(edition.name)}regulations/${clause.regulation}/#${clause.id}` }, clause.citation)
    : null;
}

/** @param {Clause | undefined} clause @param {Published} edition @param {(Node | string)[]} words */
function column(clause, edition, words) {
  return h(
    "div",
    { class: "compare-side" },
    h("h3", {}, said.before(edition.name)),
    h("p", {}, ...words, clause && !clause.words ? "—" : null),
  );
}

/** @param {Change[]} steps */
const reasons = (steps) =>
  steps.map(({ edition, after, before }) =>
    h(
      "p",
      { class: "compare-reason" },
      h("time", { datetime: edition.date }, chinese(edition.date)),
      `　${edition.name} 版　${edition.reasons[(after ?? before)?.id ?? ""] ?? said.noReason}`,
    ),
  );

/**
 * @param {string} id
 * @param {Published} from
 * @param {Published} to
 * @param {Change[]} steps
 * @param {boolean} alone whether nothing but this clause is shown
 */
async function entry(id, from, to, steps, alone) {
  const [before, after] = [from, to].map((edition) => edition.clauses.get(id));
  const [old, young] = await marked(before?.words ?? said.added, after?.words ?? said.removed);
  const renumbered = before && after && before.citation !== after.citation;
  return h(
    "section",
    { class: "compare-clause", "data-clause": id },
    h(
      "h2",
      {},
      link(after, to) ?? link(before, from),
      renumbered ? `（原为${before.citation}）` : null,
      !alone && h("a", { href: fragment.write("", [["clause", id]]) }, said.history),
    ),
    ...reasons(steps),
    h("div", { class: "compare-sides" }, column(before, from, old), column(after, to, young)),
  );
}

/**
 * Take over the page of comparisons.
 * @param {HTMLElement} root
 * @returns {Promise<() => void>} lets go of it
 */
export async function openComparison(root) {
  const leaving = new AbortController();
  const all = await editions;
  if (all.length < 2) root.replaceChildren(h("p", { class: "check-note", "data-tone": "note" }, said.alone));
  else mount(root, all, leaving.signal);
  return () => leaving.abort();
}

/** @param {HTMLElement} root @param {import("./editions.js").Edition[]} all @param {AbortSignal} signal */
function mount(root, all, signal) {
  const names = all.map((edition) => edition.version);
  const choose = (/** @type {string} */ name, /** @type {[string, string][]} */ options) =>
    /** @type {HTMLSelectElement} */ (
      h("select", { name }, ...options.map(([value, text]) => h("option", { value }, text)))
    );
  const titled = all.map(
    (edition) =>
      /** @type {[string, string]} */ ([edition.version, `${edition.title}（${chinese(edition.properties.date)}）`]),
  );
  const anything = /** @type {[string, string]} */ (["", said.all]);
  const fields = {
    from: choose("from", titled),
    to: choose("to", titled),
    regulation: choose("regulation", [anything]),
    date: choose("date", [
      anything,
      ...all
        .slice(1)
        .map((edition) => /** @type {[string, string]} */ ([edition.version, chinese(edition.properties.date)])),
    ]),
    reason: /** @type {HTMLInputElement} */ (h("input", { name: "reason", type: "search", autocomplete: "off" })),
  };
  const form = h(
    "form",
    { class: "compare-form" },
    ...Object.entries(fields).map(([name, field]) =>
      h("label", {}, h("span", {}, /** @type {any} */ (said)[name]), field),
    ),
  );
  const summary = h("p", { class: "compare-summary", role: "status" });
  const list = h("div", { class: "compare-list" });
  root.replaceChildren(form, summary, list);
  let clause = "";

  function read() {
    const given = new Map(fragment.read(location.hash).entries ?? []);
    clause = given.get("clause") ?? "";
    const at = names.indexOf(current);
    fields.to.value = names.includes(given.get("to") ?? "") ? (given.get("to") ?? "") : names[Math.max(at, 1)];
    fields.from.value = names.includes(given.get("from") ?? "")
      ? (given.get("from") ?? "")
      : names[Math.max(names.indexOf(fields.to.value) - 1, 0)];
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
    let line;
    try {
      line = await Promise.all(wanted.map(load));
    } catch (error) {
      console.warn(error);
      if (mine === turn) summary.textContent = said.failed;
      return;
    }
    const made = await (clause ? history(line) : comparison(line, regulation));
    if (mine !== turn || signal.aborted) return;
    summary.replaceChildren(...made.summary);
    list.replaceChildren(...made.entries);
  }

  /** @param {Published[]} line @param {string} regulation */
  async function comparison(line, regulation) {
    const [from, to] = [line[0], line[line.length - 1]];
    const ids = new Set([...to.clauses.keys(), ...from.clauses.keys()]);
    const changed = [...ids].filter((id) => !same(from.clauses.get(id), to.clauses.get(id)));
    const members = [...to.clauses.values()].map(({ regulation: slug, citation }) => [
      slug,
      citation.slice(1, citation.indexOf("》")),
    ]);
    fields.regulation.replaceChildren(
      h("option", { value: "" }, said.all),
      ...[...new Map(/** @type {any} */ (members))].map(([value, text]) => h("option", { value }, text)),
    );
    fields.regulation.value = regulation;
    const reason = fields.reason.value.trim();
    const shown = changed
      .map((id) => ({ id, steps: changes(line, id) }))
      .filter(
        ({ id, steps }) =>
          (!regulation || (to.clauses.get(id) ?? from.clauses.get(id))?.regulation === regulation) &&
          (!fields.date.value || steps.some(({ edition }) => edition.name === fields.date.value)) &&
          (!reason || steps.some(({ edition }) => (edition.reasons[id] ?? said.noReason).includes(reason))),
      );
    const entries = await Promise.all(shown.map(({ id, steps }) => entry(id, from, to, steps, false)));
    return { summary: [said.count(shown.length, changed.length)], entries };
  }

  /** @param {Published[]} line */
  async function history(line) {
    const holding = line.filter((edition) => edition.clauses.has(clause));
    const newest = holding.at(-1);
    const everything = h("a", { href: "#?" }, said.everything);
    if (!newest) return { summary: [said.unknown, everything], entries: [] };
    const found = newest.clauses.get(clause);
    const steps = changes(line, clause).filter(({ edition }) => edition !== holding[0]);
    const entries = await Promise.all(
      steps.reverse().map((step) => entry(clause, line[line.indexOf(step.edition) - 1], step.edition, [step], true)),
    );
    const start = steps.length
      ? said.first(holding[0].name, chinese(holding[0].date))
      : said.unchanged(holding[0].name);
    const words = h("p", { class: "compare-words" }, steps.length ? "" : (found?.words ?? ""));
    return {
      summary: [link(found, newest) ?? "", said.one(""), everything],
      entries: [...entries, h("p", { class: "compare-reason" }, start), words],
    };
  }

  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  form.addEventListener(
    "input",
    () => {
      const given = Object.entries(fields).map(([name, field]) => /** @type {fragment.Entry} */ ([name, field.value]));
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
  window.addEventListener("hashchange", read, { signal });
  read();
}
