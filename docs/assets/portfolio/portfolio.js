// The portfolio's page: a table of customers in, their classification out. Everything heavy happens in workers; what
// was decided outlives the page, so that a reader who looks at one customer's reasons finds the rest on the way back.

import { today } from "../app/dates.js";
import { button, findAll, h, settingsOf } from "../app/dom.js";
import { csvLine, download, MARK } from "../app/files.js";
import { showFigures } from "./figures.js";
import { everybody, listBeyond, showList } from "./list.js";
import { company, loadLibrary, startChecker, Unusable } from "./pool.js";
import { decideTable, startHelpers, stopHelpers } from "./run.js";
import { words } from "./words.js";

/** @import { Column } from "handbook_checker" */
/** @import { Visit } from "../app/navigation.js" */
/** @import { Shown } from "./list.js" */
/** @import { Checker } from "./pool.js" */
/** @import { Decided, Table } from "./run.js" */

/** @typedef {Decided & {balance: string, view: Shown}} Result */

const XLSX_START = [0x50, 0x4b, 0x03, 0x04];

/** What outlives the page. @type {{checker: Checker | null, table: Table | null, result: Result | null}} */
const kept = { checker: null, table: null, result: null };

/**
 * Take over the page.
 * @param {HTMLElement} root
 * @param {Visit} visit
 */
export function openPortfolio(root, { signal }) {
  const status = h("p", { class: "portfolio-status", role: "status" });
  const understood = h("section", { class: "portfolio-part", "aria-label": words.columns });
  const running = h("div", { class: "portfolio-part portfolio-running" });
  const result = h("section", { class: "portfolio-part", "aria-label": words.result });
  const taking = h("div", { class: "portfolio-part" }, fileField(take));
  root.replaceChildren(taking, status, understood, running, result);
  /** What runs; whoever begins anew gives it up. @type {{stop: () => void} | null} */
  let run = null;

  /** @param {string} text @param {boolean} [bad] */
  function tell(text, bad = false) {
    status.textContent = text;
    status.classList.toggle("is-bad", bad);
  }

  function forget() {
    if (run) {
      run.stop();
      // What it is at nobody waits for any more; otherwise it takes the next table as well.
      kept.checker?.stop();
      kept.checker = null;
    }
    run = null;
    if (kept.table) stopHelpers(kept.table);
    kept.result?.rows.stop();
    kept.table = kept.result = null;
    for (const part of [understood, running, result]) part.replaceChildren();
  }

  /** Understand a file. @param {File} file */
  async function take(file) {
    forget();
    tell(words.reading(file.name));
    kept.checker ??= startChecker();
    const { checker } = kept;
    run = checker;
    try {
      const { sheet, content } = await readFile(checker, file);
      const { reply } = await checker.ask(
        { do: "take", ragged: sheet !== null, settings: settingsOf(root) },
        { file: content },
      );
      if (run !== checker) return;
      run = null;
      kept.table = { name: file.name, file: content, sheet, checker, helpers: null, ...reply };
      tell("");
      startHelpers(kept.table);
      checker.ask({ do: "warm up" }).catch(() => {});
      showTable(kept.table);
    } catch (error) {
      if (run === checker) giveUp(error);
    }
  }

  /** @param {unknown} error */
  function giveUp(error) {
    // A worker that only refuses a file takes the next one.
    if (error instanceof Unusable) run = null;
    else console.warn(error);
    forget();
    tell(error instanceof Unusable ? error.message : words.failed, true);
  }

  /** @param {Table} table */
  function showTable(table) {
    understood.replaceChildren(...understanding(table, () => decide(table)));
  }

  /** Decide every row. @param {Table} table */
  async function decide(table) {
    const { rows } = table.plan;
    run?.stop();
    kept.result?.rows.stop();
    kept.result = null;
    result.replaceChildren();
    const begun = performance.now();
    const bar = h("progress", { max: String(rows), value: "0", "aria-label": words.result });
    const count = h("span", { class: "portfolio-count" }, words.starting);
    const current = decideTable(root, table, (done) => {
      bar.value = done;
      count.textContent = words.progress(done, rows);
    });
    run = current;
    const settle = () => {
      run = null;
      running.replaceChildren();
      for (const each of findAll(understood, "button")) each.toggleAttribute("disabled", false);
    };
    const cancel = button(words.cancel, () => {
      current.stop();
      settle();
      tell(words.cancelled);
    });
    running.replaceChildren(bar, count, cancel);
    tell("");
    for (const each of findAll(understood, "button")) each.toggleAttribute("disabled", true);
    cancel.focus();
    try {
      const decided = await current.decided;
      if (run !== current || !decided) return;
      settle();
      const seconds = (performance.now() - begun) / 1000;
      kept.result = { ...decided, balance: root.dataset.balance ?? "", view: everybody() };
      tell(words.done(rows, seconds.toLocaleString("zh-CN", { maximumFractionDigits: 1 })));
      await showResult(table, kept.result);
      result.querySelector("h2")?.focus();
    } catch (error) {
      run = kept.checker;
      giveUp(error);
    }
  }

  /** Show what was decided. @param {Table} table @param {Result} decided */
  async function showResult(table, decided) {
    const figures = h("div", { class: "portfolio-figures" });
    const list = h("div", {});
    result.replaceChildren(
      h("h2", { tabindex: "-1" }, words.result),
      figures,
      h("div", { class: "portfolio-exports", role: "group" }, ...exportButtons(table, decided, tell)),
      list,
    );
    await Promise.all([
      showFigures(figures, table.checker, decided, () => listBeyond(list)),
      showList(list, table, decided.rows, decided.view, signal),
    ]);
  }

  if (kept.table) {
    showTable(kept.table);
    if (kept.result) showResult(kept.table, kept.result);
  }

  // What is half done is given up; what was understood and decided stays.
  signal.addEventListener(
    "abort",
    () => {
      const { table } = kept;
      if (run && !table) forget();
      run?.stop();
      run = null;
      if (table) stopHelpers(table);
    },
    { once: true },
  );
}

/** Where a file is chosen, or dropped. @param {(file: File) => void} take */
function fileField(take) {
  const input = h("input", {
    type: "file",
    id: "portfolio-file",
    class: "portfolio-file",
    accept: ".csv,.tsv,.txt,.xlsx,text/csv,text/plain",
  });
  input.addEventListener("change", () => {
    if (input.files?.length) take(input.files[0]);
    input.value = "";
  });
  const choose = h("label", { for: "portfolio-file", class: "button button--strong portfolio-choose" }, words.choose);
  const drop = h(
    "div",
    { class: "portfolio-drop" },
    h("p", {}, words.drop, " ", input, choose),
    h("p", { class: "portfolio-hint" }, words.kinds),
  );
  const over = (/** @type {boolean} */ is) => (/** @type {DragEvent} */ dragged) => {
    dragged.preventDefault();
    drop.classList.toggle("is-over", is);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", over(false));
  drop.addEventListener("drop", ({ dataTransfer }) => {
    const file = dataTransfer?.files[0];
    if (file) take(file);
  });
  return drop;
}

/**
 * A file as CSV, and the sheet that it was of a spreadsheet.
 * @param {Checker} checker
 * @param {File} file
 * @returns {Promise<{sheet: string | null, content: Blob}>}
 */
async function readFile(checker, file) {
  const start = new Uint8Array(await file.slice(0, XLSX_START.length).arrayBuffer());
  if (!XLSX_START.every((byte, index) => start[index] === byte)) {
    // A copy: the reader may go on working on the file, and then the browser would no longer let us read it.
    return { sheet: null, content: new Blob([await file.arrayBuffer()]) };
  }
  const { reply, blob } = await checker.ask({ do: "read spreadsheet" }, { file, library: await loadLibrary() });
  return { sheet: reply.sheet, content: blob ?? new Blob() };
}

/** What was understood of a table, and the button to run it. @param {Table} table @param {() => void} decide */
function understanding({ name, sheet, plan }, decide) {
  const go = button(plan.rows ? words.run(plan.rows) : words.nobody, decide, {
    class: "button button--strong portfolio-run",
    disabled: plan.rows === 0,
  });
  const heads = [words.column, words.heading, words.use];
  const doubtful = plan.columns.some(({ use }) => use === "repeated" || use === "unread");
  const open = plan.absent.filter((fact) => fact.set === null);
  const own = plan.absent.filter((fact) => fact.set !== null);
  return [
    h("h2", {}, words.understood(name)),
    h("p", {}, sheet && words.sheet(sheet), plan.sentence),
    h(
      "details",
      { class: "portfolio-columns", open: doubtful },
      h("summary", {}, words.columns),
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...plan.columns.map(columnRow)),
      ),
      open.length > 0 && h("p", {}, words.absent(open.map(({ label }) => label).join(words.comma))),
      own.length > 0 && h("p", {}, words.setHere(own.map((fact) => `${fact.label} ${fact.set}`).join(words.comma))),
    ),
    go,
  ];
}

/** @param {Column} column */
function columnRow(column) {
  return h(
    "tr",
    { class: `is-${column.use}` },
    h("th", { scope: "row" }, column.column),
    h("td", {}, column.heading || "—"),
    h("td", {}, words.uses[column.use](column)),
  );
}

/** @param {Table} table @param {Result} decided @param {(text: string, bad?: boolean) => void} tell */
function exportButtons(table, decided, tell) {
  const csv = () => decided.rows.file(MARK + csvLine(table.headings));
  /** @param {Blob} blob @param {string} kind */
  const save = (blob, kind) => {
    const name = `${words.fileName} ${today()}.${kind}`;
    download(name, blob, "");
    tell(words.exported(name));
  };
  const saveXlsx = async () => {
    tell(words.exporting);
    try {
      const attached = { file: await csv(), library: await loadLibrary() };
      const { blob } = await table.checker.ask({ do: "write spreadsheet", company: company() }, attached);
      if (blob) save(blob, "xlsx");
    } catch (error) {
      console.warn(error);
      tell(words.failed, true);
    }
  };
  /** @param {string} label @param {() => Promise<void>} make */
  const exporting = (label, make) => {
    const made = button(label, async () => {
      made.disabled = true;
      await make();
      made.disabled = false;
    });
    return made;
  };
  return [exporting(words.exportCsv, async () => save(await csv(), "csv")), exporting(words.exportXlsx, saveXlsx)];
}
