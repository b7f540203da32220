// Keeps the rows of a table of outcomes: filters and sorts them, and gives a page of them at a time.
//
// In:  {port}                    where batches come from, as JSON text: handbook_checker.browser_portfolio
//      {id, batches}             answered when there are so many
//      {id, view}                {filter, text, sort, from, count}; `columns` says where the grade and the rest stand
//      {id, csv}                 the headings, as the first line of the file
// Out: {id, reply}

/** @typedef {{cells: string[], typed: string}} Line */
/** @typedef {{filter: string, text: string, sort: {column: number, numeric: boolean, down: boolean} | null, from: number, count: number, columns: {grade: number, beyond: number, error: number}}} View */

/** By batch: several workers decide, and their batches come in any order. @type {Line[][]} */
const batches = [];
/** @type {string[]} */
const texts = [];
let arrived = 0;
/** @type {Line[] | null} */
let all = null;
/** The lines of the newest view, kept for its other pages. @type {{key: string, lines: Line[]} | null} */
let newest = null;

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** @type {{id: number, batches: number} | null} */
let awaiting = null;

/** @param {MessageEvent<string>} message */
function add({ data }) {
  const { batch, lines, typed, csv } = JSON.parse(data);
  batches[batch] = lines.map((/** @type {string[]} */ cells, /** @type {number} */ place) => ({ cells, typed: typed[place] }));
  texts[batch] = csv;
  all = newest = null;
  arrived += 1;
  tell();
}

function tell() {
  if (!awaiting || arrived < awaiting.batches) return;
  self.postMessage({ id: awaiting.id, reply: arrived });
  awaiting = null;
}

self.onmessage = ({ data }) => {
  if (data.port) {
    data.port.onmessage = add;
  } else if (data.batches !== undefined) {
    awaiting = data;
    tell();
  } else {
    self.postMessage({ id: data.id, reply: data.view ? look(data.view) : file(data.csv) });
  }
};

/** @param {View} view */
function look({ filter, text, sort, from, count, columns }) {
  all ??= batches.flat();
  const key = JSON.stringify([filter, text, sort]);
  if (newest?.key !== key) {
    const wanted = text.trim().toLowerCase();
    const lines = all.filter((line) => passes(line.cells, filter, columns) && (!wanted || line.cells.some((cell) => cell.toLowerCase().includes(wanted))));
    if (sort) order(lines, sort);
    newest = { key, lines };
  }
  return { matching: newest.lines.length, lines: newest.lines.slice(from, from + count) };
}

/** @param {string[]} cells @param {string} filter @param {View["columns"]} columns */
function passes(cells, filter, columns) {
  if (filter === "all") return true;
  if (filter === "unusable") return cells[columns.error] !== "";
  if (filter === "beyond") return cells[columns.beyond] !== "";
  return cells[columns.error] === "" && cells[columns.grade] === (filter === "open" ? "" : filter);
}

/** Blank cells stand last, whichever way it goes. @param {Line[]} lines @param {NonNullable<View["sort"]>} sort */
function order(lines, { column, numeric, down }) {
  const sign = down ? -1 : 1;
  const compare = numeric
    ? (/** @type {string} */ one, /** @type {string} */ other) => Number(one) - Number(other)
    : collator.compare;
  lines.sort(({ cells: { [column]: one } }, { cells: { [column]: other } }) =>
    one === other ? 0 : one === "" ? 1 : other === "" ? -1 : sign * compare(one, other),
  );
}

/** @param {string} headings @returns {Blob} */
function file(headings) {
  return new Blob([headings, ...texts], { type: "text/csv;charset=utf-8" });
}
