// Keeps the rows of a table of outcomes: filters and sorts them, and gives a page of them at a time. They stay the bytes
// that they came as, until somebody looks for some among all of them.
//
// In:  {port}                    where batches come from: handbook_checker.tables.page
//      {id, rows}                answered when there are so many
//      {id, view}                {filter, text, sort, from, count}; `columns` says where the grade and the rest stand
//      {id, csv}                 the headings, as the first line of the file
// Out: {id, reply}

/** @typedef {{rows: number, csv: Uint8Array}} Batch */
/** @typedef {{filter: string, text: string, sort: {column: number, numeric: boolean, down: boolean} | null, from: number, count: number, columns: {grade: number, beyond: number, error: number}}} View */

/** By the number of the first batch: several workers decide, and what they send comes in any order. @type {Batch[]} */
const batches = [];
let arrived = 0;
/** @type {string[] | null} */
let all = null;
/** The lines of the newest view, kept for its other pages. @type {{key: string, lines: string[]} | null} */
let newest = null;

const collator = new Intl.Collator("zh-CN", { numeric: true });
const decoder = new TextDecoder();

/** @type {{id: number, rows: number} | null} */
let awaiting = null;

/** @param {MessageEvent<Batch & {batch: number}>} message */
function add({ data: { batch, rows, csv } }) {
  batches[batch] = { rows, csv };
  all = newest = null;
  arrived += rows;
  tell();
}

function tell() {
  if (!awaiting || arrived < awaiting.rows) return;
  self.postMessage({ id: awaiting.id, reply: arrived });
  awaiting = null;
}

self.onmessage = ({ data }) => {
  if (data.port) {
    data.port.onmessage = add;
  } else if (data.rows !== undefined) {
    awaiting = data;
    tell();
  } else {
    self.postMessage({ id: data.id, reply: data.view ? look(data.view) : file(data.csv) });
  }
};

/** @param {View} view */
function look({ filter, text, sort, from, count, columns }) {
  const key = JSON.stringify([filter, text, sort]);
  if (newest?.key !== key) {
    all ??= batches.flatMap(({ csv }) => lines(decoder.decode(csv)));
    const wanted = text.trim().toLowerCase();
    const found =
      filter === "all" && !wanted
        ? all
        : all.filter((line) => {
            const cells = read(line);
            return (
              passes(cells, filter, columns) && (!wanted || cells.some((cell) => cell.toLowerCase().includes(wanted)))
            );
          });
    newest = { key, lines: sort ? ordered(found, sort) : found };
  }
  return { matching: newest.lines.length, lines: newest.lines.slice(from, from + count).map(read) };
}

/** The lines of a table; a cell in quotation marks may hold ends of lines. @param {string} text */
const lines = (text) =>
  (text.includes('"') ? (text.match(/(?:[^"\r]+|"[^"]*")+/g) ?? []) : text.split("\r\n")).filter(
    (line) => line && line !== "\n",
  );

/** The cells of a line. @param {string} line */
function read(line) {
  if (!line.includes('"')) return line.trimStart().split(",");
  return Array.from(
    line.trimStart().matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

/** @param {string[]} cells @param {string} filter @param {View["columns"]} columns */
function passes(cells, filter, columns) {
  if (filter === "all") return true;
  if (filter === "unusable") return cells[columns.error] !== "";
  if (filter === "beyond") return cells[columns.beyond] !== "";
  return cells[columns.error] === "" && cells[columns.grade] === (filter === "open" ? "" : filter);
}

/** Blank cells stand last, whichever way it goes. @param {string[]} lines @param {NonNullable<View["sort"]>} sort */
function ordered(lines, { column, numeric, down }) {
  const sign = down ? -1 : 1;
  const compare = numeric
    ? (/** @type {string} */ one, /** @type {string} */ other) => Number(one) - Number(other)
    : collator.compare;
  return lines
    .map((line) => ({ line, cell: read(line)[column] }))
    .sort(({ cell: one }, { cell: other }) =>
      one === other ? 0 : one === "" ? 1 : other === "" ? -1 : sign * compare(one, other),
    )
    .map(({ line }) => line);
}

/** @param {string} headings @returns {Blob} */
function file(headings) {
  return new Blob([headings, ...batches.flatMap(({ csv }) => [csv])], { type: "text/csv;charset=utf-8" });
}
