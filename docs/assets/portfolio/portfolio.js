// The portfolio's page: a table of customers in, their classification out. Everything heavy happens in workers; what
// was decided outlives the page, so that a reader who looks at one customer's reasons finds the rest on the way back.

import { h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { chart } from "./chart.js";
import { loadLibrary, startChecker, startRows } from "./pool.js";
import { figure, words } from "./words.js";

const CLAUSES = new URL("../../generated/clauses.json", import.meta.url);
const MOST_WORKERS = 4;
/** A worker takes a second to start; it is not worth it for fewer rows. */
const ROWS_FOR_A_WORKER = 4000;
/** A worker is asked for so many batches at once. */
const BATCHES_AT_ONCE = 12;
const PAGE = 50;
const TYPING_PAUSE_MS = 250;
const MARK = "\ufeff";
const XLSX_START = [0x50, 0x4b, 0x03, 0x04];

/** The columns of a customer's own, in the order of handbook_checker.credit.classification, behind the row and the names. */
const OWN = [
  "grade",
  "possible",
  "decision",
  "kind",
  "limit",
  "term",
  "due",
  "approvers",
  "beyond",
  "missing",
  "conditions",
  "clauses",
  "error",
];
const NUMERIC = new Set(["limit", "beyond"]);
const CITED = new Set(["conditions", "clauses"]);

/**
 * @typedef {import("./pool.js").Checker} Checker
 * @typedef {{name: string, file: Blob, sheet: string | null, checker: Checker, helpers: Checker[] | null, plan: any, headings: string[], naming: number, batches: number, counted: string}} Table
 * @typedef {{rows: ReturnType<typeof startRows>, totals: any[], seconds: number, balance: string}} Result
 */

/** What outlives the page. @type {{checker: Checker | null, table: Table | null, result: Result | null, view: any}} */
const kept = { checker: null, table: null, result: null, view: null };

/** @type {Promise<Map<string, {citation: string, regulation: string}>> | null} */
let clauses = null;

const loadClauses = () => (clauses ??= fetchClauses());
async function fetchClauses() {
  const all = await (await fetch(CLAUSES)).json();
  return new Map(all.map((/** @type {any} */ clause) => [clause.id, clause]));
}

/** @param {any} text */
const read = ({ text }) => JSON.parse(text);

/** @param {string} label @param {string} [kind] @returns {HTMLButtonElement} */
const button = (label, kind = "") =>
  /** @type {HTMLButtonElement} */ (h("button", { type: "button", class: `check-button ${kind}` }, label));

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * Take over the page.
 * @param {HTMLElement} root
 * @returns {() => void} lets go of it
 */
export function openPortfolio(root) {
  const settings = JSON.parse(root.dataset.settings || "null");
  const leaving = new AbortController();
  const { signal } = leaving;
  const status = h("p", { class: "portfolio-status", role: "status" });
  const taking = h("div", { class: "portfolio-part" });
  const understood = h("section", { class: "portfolio-part", "aria-label": words.columns });
  const running = h("div", { class: "portfolio-part portfolio-running" });
  const result = h("section", { class: "portfolio-part", "aria-label": words.result });
  root.replaceChildren(taking, status, understood, running, result);
  /** What runs; whoever begins anew gives it up. @type {{stop: () => void} | null} */
  let run = null;

  /** @param {string} said @param {boolean} [bad] */
  const tell = (said, bad = false) => {
    status.textContent = said;
    status.classList.toggle("is-bad", bad);
  };

  const input = /** @type {HTMLInputElement} */ (
    h("input", {
      type: "file",
      id: "portfolio-file",
      class: "portfolio-file",
      accept: ".csv,.tsv,.txt,.xlsx,text/csv,text/plain",
    })
  );
  const choose = h(
    "label",
    { for: "portfolio-file", class: "check-button check-button--strong portfolio-choose" },
    words.choose,
  );
  const drop = h(
    "div",
    { class: "portfolio-drop" },
    h("p", {}, words.drop, " ", input, choose),
    h("p", { class: "portfolio-hint" }, words.kinds),
  );
  taking.append(drop);
  input.addEventListener("change", () => {
    if (input.files?.length) take(input.files[0]);
    input.value = "";
  });
  for (const [event, over] of /** @type {[string, boolean][]} */ ([
    ["dragover", true],
    ["dragleave", false],
    ["drop", false],
  ])) {
    drop.addEventListener(event, (dragged) => {
      dragged.preventDefault();
      drop.classList.toggle("is-over", over);
    });
  }
  drop.addEventListener("drop", (dropped) => {
    const file = /** @type {DragEvent} */ (dropped).dataTransfer?.files[0];
    if (file) take(file);
  });

  function forget() {
    if (run) {
      run.stop();
      // What it is at nobody waits for any more; otherwise it takes the next table as well.
      kept.checker?.stop();
      kept.checker = null;
    }
    run = null;
    if (kept.table) dismiss(kept.table);
    kept.result?.rows.stop();
    kept.table = kept.result = kept.view = null;
    understood.replaceChildren();
    running.replaceChildren();
    result.replaceChildren();
  }

  /** Understand a file. @param {File} file */
  async function take(file) {
    forget();
    tell(words.reading(file.name));
    const checker = (kept.checker ??= startChecker());
    run = checker;
    try {
      const start = new Uint8Array(await file.slice(0, XLSX_START.length).arrayBuffer());
      const isSpreadsheet = XLSX_START.every((byte, place) => start[place] === byte);
      let sheet = null;
      /** @type {Blob} */
      let content;
      if (!isSpreadsheet) {
        // A copy: the reader may go on working on the file, and then the browser would no longer let us read it.
        content = new Blob([await file.arrayBuffer()]);
      } else {
        const reply = await checker.ask({ do: "read spreadsheet" }, { file, library: await loadLibrary() });
        const said = read(reply);
        if (said.problems) return refuse(said.problems);
        sheet = said.sheet;
        content = /** @type {Blob} */ (reply.blob);
      }
      const said = read(await checker.ask({ do: "take", ragged: isSpreadsheet }, { file: content }));
      if (run !== checker) return;
      if (said.problems) return refuse(said.problems);
      run = null;
      kept.table = { name: file.name, file: content, sheet, checker, helpers: null, ...said };
      tell("");
      summon(kept.table);
      checker.ask({ do: "warm up" }).catch(() => {});
      showTable(kept.table);
    } catch (error) {
      if (run === checker) breakOff(error);
    }
  }

  /** @param {string[]} problems */
  function refuse(problems) {
    run = null;
    forget();
    tell(problems.join(""), true);
  }

  /** @param {unknown} error */
  function breakOff(error) {
    console.warn(error);
    run = kept.checker;
    forget();
    tell(words.failed, true);
  }

  /** Say what was understood, and offer to run. @param {Table} table */
  function showTable({ name, sheet, plan }) {
    const uses = /** @type {Record<string, (column: any) => string>} */ (words.uses);
    const go = button(plan.rows ? words.run(plan.rows) : words.nobody, "check-button--strong portfolio-run");
    go.disabled = plan.rows === 0;
    go.addEventListener("click", decide);
    const columns = plan.columns.map((/** @type {any} */ column) =>
      h(
        "tr",
        { class: `is-${column.use}` },
        h("th", { scope: "row" }, column.column),
        h("td", {}, column.heading || "—"),
        h("td", {}, uses[column.use](column)),
      ),
    );
    const others = plan.columns.some(({ use }) => use === "repeated" || use === "unread");
    understood.replaceChildren(
      h("h2", {}, words.understood(name)),
      h("p", {}, sheet && words.sheet(sheet), plan.sentence),
      h(
        "details",
        { class: "portfolio-columns", open: others },
        h("summary", {}, words.columns),
        h(
          "table",
          {},
          h(
            "thead",
            {},
            h("tr", {}, ...[words.column, words.heading, words.use].map((head) => h("th", { scope: "col" }, head))),
          ),
          h("tbody", {}, ...columns),
        ),
        plan.absent.length > 0 && h("p", {}, words.absent(plan.absent.map(({ label }) => label).join(words.comma))),
      ),
      go,
    );
  }

  /** Decide every row. */
  async function decide() {
    const { table } = kept;
    if (!table) return;
    const { plan, checker } = table;
    run?.stop();
    kept.result?.rows.stop();
    kept.result = null;
    result.replaceChildren();
    const rows = startRows();
    let cancelled = false;
    const stop = () => {
      cancelled = true;
      dismiss(table);
    };
    const current = { stop };
    run = current;

    const bar = /** @type {HTMLProgressElement} */ (
      h("progress", { max: String(plan.rows), value: "0", "aria-label": words.result })
    );
    const count = h("span", { class: "portfolio-count" }, words.starting);
    const cancel = button(words.cancel);
    running.replaceChildren(bar, count, cancel);
    tell("");
    for (const each of understood.querySelectorAll("button")) each.disabled = true;
    cancel.focus();
    cancel.addEventListener("click", () => {
      stop();
      rows.stop();
      run = null;
      settle();
      tell(words.cancelled);
    });
    function settle() {
      running.replaceChildren();
      for (const each of understood.querySelectorAll("button")) each.disabled = false;
    }

    const begun = performance.now();
    let done = 0;
    let next = 0;
    /** @type {any[]} */
    const totals = [];
    /** Decide as long as there is something left. @param {Checker} worker @param {number} part @param {() => void} finish */
    async function work(worker, part, finish) {
      const port = rows.port();
      await worker.ask({ do: "start", settings, today: today() }, { port }, [port]);
      while (next < table.batches && !cancelled) {
        const first = next;
        next += BATCHES_AT_ONCE;
        const said = read(await worker.ask({ do: "decide", first, last: Math.min(next, table.batches) - 1 }));
        if (cancelled) return finish();
        totals[part] = said.totals;
        done += said.rows;
        bar.value = done;
        count.textContent = words.progress(done, plan.rows);
        if (done === plan.rows) finish();
      }
    }
    try {
      // Nobody waits for a worker that is not ready before the others have done it all.
      await /** @type {Promise<void>} */ (
        new Promise((resolve, reject) => {
          [checker, ...summon(table)].forEach((worker, part) => work(worker, part, resolve).catch(reject));
        })
      );
      if (cancelled) return;
      await rows.ask({ rows: plan.rows });
      const seconds = (performance.now() - begun) / 1000;
      kept.result = { rows, totals: totals.filter(Boolean), seconds, balance: root.dataset.balance ?? "" };
      kept.view = { filter: "all", text: "", sort: null, from: 0 };
      run = null;
      settle();
      tell(words.done(plan.rows, seconds.toLocaleString("zh-CN", { maximumFractionDigits: 1 })));
      await showResult(table, kept.result);
      result.querySelector("h2")?.focus();
    } catch (error) {
      if (!cancelled) {
        rows.stop();
        breakOff(error);
      }
    } finally {
      dismiss(table);
    }
  }

  /** The workers that help to decide a table: they start while the reader sees what was understood of it. @param {Table} table */
  function summon(table) {
    const { plan, file, sheet, counted } = table;
    const wanted = Math.min(
      navigator.hardwareConcurrency || 1,
      MOST_WORKERS,
      Math.max(1, Math.ceil(plan.rows / ROWS_FOR_A_WORKER)),
    );
    table.helpers ??= Array.from({ length: wanted - 1 }, () => {
      const helper = startChecker();
      // Whoever asks it to decide hears that it failed.
      helper.ask({ do: "take", ragged: sheet !== null, counted }, { file }).catch(() => {});
      helper.ask({ do: "warm up" }).catch(() => {});
      return helper;
    });
    return table.helpers;
  }

  /** @param {Table} table */
  function dismiss(table) {
    for (const helper of table.helpers ?? []) helper.stop();
    table.helpers = null;
  }

  /** Show what was decided. @param {Table} table @param {Result} decided */
  async function showResult(table, decided) {
    const figures = h("div", { class: "portfolio-figures" });
    const exports = h("div", { class: "portfolio-exports", role: "group" });
    const list = h("div", {});
    result.replaceChildren(h("h2", { tabindex: "-1" }, words.result), figures, exports, list);
    for (const [label, make] of /** @type {[string, () => Promise<void>][]} */ ([
      [words.exportCsv, saveCsv],
      [words.exportXlsx, saveXlsx],
    ])) {
      const each = button(label);
      each.addEventListener("click", async () => {
        each.disabled = true;
        await make();
        each.disabled = false;
      });
      exports.append(each);
    }
    await Promise.all([showFigures(figures, table, decided), showList(list, table, decided)]);

    const csv = () => decided.rows.ask({ csv: MARK + csvLine(table.headings) });
    async function saveCsv() {
      save(await csv(), "csv");
    }
    async function saveXlsx() {
      tell(words.exporting);
      try {
        const { blob } = await table.checker.ask(
          { do: "write spreadsheet" },
          { file: await csv(), library: await loadLibrary() },
        );
        save(/** @type {Blob} */ (blob), "xlsx");
      } catch (error) {
        console.warn(error);
        tell(words.failed, true);
      }
    }
    /** @param {Blob} blob @param {string} kind */
    function save(blob, kind) {
      const name = `${words.fileName} ${today()}.${kind}`;
      const link = /** @type {HTMLAnchorElement} */ (h("a", { href: URL.createObjectURL(blob), download: name }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      tell(words.exported(name));
    }
  }

  /** Counts and limits by grade, and the total against the balance. @param {HTMLElement} place @param {Table} table @param {Result} decided */
  async function showFigures(place, { checker }, decided) {
    const against = h("p", { class: "portfolio-against" });
    const meter = h("div", { class: "portfolio-meter", "aria-hidden": "true" }, h("span"));
    const field = /** @type {HTMLInputElement} */ (
      h("input", {
        type: "text",
        id: "portfolio-balance",
        inputmode: "decimal",
        value: decided.balance,
        "aria-describedby": "portfolio-balance-help",
      })
    );
    const ask = async () => read(await checker.ask({ do: "summary", totals: decided.totals, balance: field.value }));
    const said = await ask();
    const { grades, open_limits, customers_beyond_limit, beyond_limit } = said.summary;
    if (!field.value && said.summary.balance) field.value = said.summary.balance;
    const shown = grades.filter((/** @type {any} */ grade) => grade.grade !== "open" || grade.customers);
    const rows = [
      ...shown,
      {
        label: words.sum,
        customers: sum(grades, "customers"),
        permitted: sum(grades, "permitted"),
        limits: said.summary.limits,
      },
    ];
    const beyond = button(words.filter.beyond, "portfolio-beyond");
    beyond.textContent = words.beyond(customers_beyond_limit, grouped(beyond_limit));
    beyond.addEventListener("click", () =>
      /** @type {HTMLElement | null} */ (result.querySelector('[data-filter="beyond"]'))?.click(),
    );
    const parts = [
      h("h3", {}, words.byGrade),
      chart(shown),
      h(
        "div",
        { class: "portfolio-scroll", tabindex: "0", role: "region", "aria-label": words.byGrade },
        h(
          "table",
          { class: "portfolio-grades" },
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              ...[words.grade, words.customers, words.permitted, words.limits].map((head) =>
                h("th", { scope: "col" }, head),
              ),
            ),
          ),
          h(
            "tbody",
            {},
            ...rows.map(({ label, customers, permitted, limits }) =>
              h(
                "tr",
                {},
                h("th", { scope: "row" }, label),
                h("td", {}, figure(customers)),
                h("td", {}, figure(permitted)),
                h("td", {}, grouped(limits)),
              ),
            ),
          ),
        ),
      ),
      open_limits > 0 && h("p", {}, words.openLimits(open_limits)),
      h("h3", {}, words.total),
      h(
        "p",
        { class: "portfolio-balance" },
        h("label", { for: "portfolio-balance" }, words.balance),
        field,
        h("span", { id: "portfolio-balance-help", class: "portfolio-hint" }, words.balanceHelp),
      ),
      against,
      meter,
      customers_beyond_limit > 0 && beyond,
    ];
    place.replaceChildren(...parts.filter((part) => part !== false));
    compare(said);
    let pause = 0;
    field.addEventListener("input", () => {
      decided.balance = field.value;
      clearTimeout(pause);
      pause = setTimeout(async () => compare(await ask()), TYPING_PAUSE_MS);
    });

    /** @param {any} reply */
    function compare({ summary, problems }) {
      const above = summary && Number(summary.above_balance) > 0;
      against.classList.toggle("is-bad", Boolean(problems || above));
      meter.hidden = !summary?.balance;
      if (problems) against.textContent = problems.join("");
      else if (!summary.balance) against.textContent = summary.balances_differ ? words.balancesDiffer : words.noBalance;
      else {
        const limits = grouped(summary.limits);
        against.textContent = above
          ? words.above(limits, grouped(summary.above_balance))
          : words.below(limits, grouped(summary.below_balance));
        const most = Math.max(Number(summary.limits), Number(summary.balance));
        meter.style.setProperty("--limits", String(Number(summary.limits) / most));
        meter.style.setProperty("--balance", String(Number(summary.balance) / most));
      }
    }
  }

  /** The customers, a page at a time. @param {HTMLElement} place @param {Table} table @param {Result} decided */
  async function showList(place, { headings, naming, plan, checker }, decided) {
    const { view } = kept;
    const first = 1 + naming;
    const at = Object.fromEntries(OWN.map((name, offset) => [name, first + offset]));
    const names = [...Array(first).keys()].slice(1);
    const cited = await loadClauses();
    const body = h("tbody");
    const heads = h("tr");
    const where = h("span", { role: "status" });
    const [previous, next] = [words.previous, words.next].map((label) => button(label));
    const search = /** @type {HTMLInputElement} */ (
      h("input", { type: "search", placeholder: words.search, "aria-label": words.search, value: view.text })
    );
    const filters = Object.entries(words.filter).map(([name, label]) => {
      const each = button(label);
      each.dataset.filter = name;
      each.addEventListener("click", () => change({ filter: name, from: 0 }));
      return each;
    });
    const facts = plan.columns
      .filter((/** @type {any} */ column) => column.use === "fact")
      .map((/** @type {any} */ column) => column.fact);

    place.replaceChildren(
      h("h3", {}, words.list),
      h("div", { class: "portfolio-filters", role: "group", "aria-label": words.filters }, ...filters),
      h("p", { class: "portfolio-search" }, search),
      h(
        "div",
        { class: "portfolio-scroll", tabindex: "0", role: "region", "aria-label": words.list },
        h("table", { class: "portfolio-list" }, h("thead", {}, heads), body),
      ),
      h("p", { class: "portfolio-pages" }, previous, where, next),
    );
    let pause = 0;
    search.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => change({ text: search.value, from: 0 }), TYPING_PAUSE_MS);
    });
    previous.addEventListener("click", () => change({ from: Math.max(0, view.from - PAGE) }));
    next.addEventListener("click", () => change({ from: view.from + PAGE }));

    heads.append(
      ...headings.map((heading, column) => {
        const sorter = h("button", { type: "button", class: "portfolio-sort" }, heading);
        const numeric = column === 0 || OWN.some((name) => NUMERIC.has(name) && at[name] === column);
        sorter.addEventListener("click", () => {
          const again = view.sort?.column === column;
          // Amounts are looked at from the highest down.
          const down = again ? !view.sort.down : numeric && column > 0;
          change({ sort: { column, numeric, down }, from: 0 });
        });
        return h("th", { scope: "col", class: isNumeric(column) && "is-number" }, sorter);
      }),
    );

    /** @param {number} column */
    function isNumeric(column) {
      return column === at.limit || column === at.beyond;
    }

    /** @param {any} changed */
    async function change(changed) {
      Object.assign(view, changed);
      const columns = { grade: at.grade, beyond: at.beyond, error: at.error };
      const { lines, matching } = await decided.rows.ask({ view: { ...view, count: PAGE, columns } });
      const { typed } = read(
        await checker.ask({ do: "typed", rows: lines.map((/** @type {string[]} */ [number]) => Number(number)) }),
      );
      if (signal.aborted) return;
      body.replaceChildren(
        ...lines.map((/** @type {string[]} */ cells, /** @type {number} */ row) => line(cells, typed[row])),
      );
      where.textContent = words.matching(view.from + 1, view.from + lines.length, matching);
      previous.disabled = view.from === 0;
      next.disabled = view.from + lines.length >= matching;
      for (const each of filters) each.setAttribute("aria-pressed", String(each.dataset.filter === view.filter));
      [...heads.children].forEach((head, column) => {
        if (view.sort?.column === column) head.setAttribute("aria-sort", view.sort.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      if ("from" in changed && changed.from > 0) place.querySelector(".portfolio-scroll")?.scrollTo(0, 0);
    }

    /** @param {string[]} cells @param {string[]} typed */
    function line(cells, typed) {
      const name =
        names
          .map((column) => cells[column])
          .filter(Boolean)
          .join(" ") || words.row(cells[0]);
      const given = typed.flatMap((text, place) =>
        text ? [/** @type {fragment.Entry} */ ([facts[place], text])] : [],
      );
      const href = `../credit/${fragment.write("", given)}`;
      return h(
        "tr",
        { class: cells[at.error] ? "is-unusable" : null },
        ...cells.map((cell, column) => {
          if (column === 0) return h("th", { scope: "row" }, cell);
          if (column === (names.length ? names[names.length - 1] : at.grade)) {
            const label = column === at.grade ? cell || words.reasons : cell || name;
            return h("td", {}, h("a", { href, title: words.reasonsOf(name) }, label));
          }
          if (isNumeric(column)) return h("td", { class: "is-number" }, cell && grouped(cell));
          if (CITED.has(OWN[column - first]))
            return h("td", { class: "portfolio-cited" }, ...cell.split(" ").filter(Boolean).map(citation));
          return h(
            "td",
            { class: column === at.grade && cell ? `portfolio-grade portfolio-grade--${cell}` : null },
            cell,
          );
        }),
      );
    }

    /** @param {string} id */
    function citation(id) {
      const clause = cited.get(id);
      return clause
        ? h("a", { href: `../../regulations/${clause.regulation}/#${id}` }, clause.citation.replace(/^《.*?》/u, ""))
        : id;
    }

    await change({});
  }

  if (kept.table) {
    showTable(kept.table);
    if (kept.result) showResult(kept.table, kept.result);
  }

  return () => {
    leaving.abort();
    // What is half done is given up; what was understood and decided stays.
    if (run) {
      run.stop();
      if (!kept.table) forget();
    }
    if (kept.table) dismiss(kept.table);
  };
}

/** @param {any[]} grades @param {string} field */
const sum = (grades, field) => grades.reduce((total, grade) => total + grade[field], 0);

/** An amount with thousands separators, digit by digit: sums may have more of them than a number holds. @param {string} yuan */
function grouped(yuan) {
  const [whole, part] = yuan.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${part}`;
}

/** @param {string[]} cells */
function csvLine(cells) {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;
}
