// The lines of a table of outcomes: found, sorted and taken apart.

/**
 * @typedef {{column: number, numeric: boolean, down: boolean}} Sort
 * @typedef {{grade: number, beyond: number, error: number}} Columns where these stand
 * @typedef {{filter: string, text: string, sort: Sort | null, from: number, count: number, columns: Columns}} View
 * @typedef {{matching: number, lines: string[][]}} Page how many there are of a view, and the cells of some of them
 */

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** The lines of a table; a cell in quotation marks may hold ends of lines. @param {string} text @returns {string[]} */
export function linesOf(text) {
  const lines = text.includes('"') ? (text.match(/(?:[^"\r]+|"[^"]*")+/g) ?? []) : text.split("\r\n");
  return lines.filter((line) => line && line !== "\n");
}

/** The cells of a line. @param {string} line @returns {string[]} */
export function cellsOf(line) {
  if (!line.includes('"')) return line.trimStart().split(",");
  return Array.from(
    line.trimStart().matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

/** The lines that a view is of, in its order. @param {string[]} all @param {Omit<View, "from" | "count">} view */
export function ofView(all, { filter, text, sort, columns }) {
  const wanted = text.trim().toLowerCase();
  const found =
    filter === "all" && !wanted
      ? all
      : all.filter((line) => {
          const cells = cellsOf(line);
          return (
            passes(cells, filter, columns) && (!wanted || cells.some((cell) => cell.toLowerCase().includes(wanted)))
          );
        });
  return sort ? ordered(found, sort) : found;
}

/** @param {string[]} cells @param {string} filter @param {Columns} columns */
function passes(cells, filter, columns) {
  if (filter === "all") return true;
  if (filter === "unusable") return cells[columns.error] !== "";
  if (filter === "beyond") return cells[columns.beyond] !== "";
  return cells[columns.error] === "" && cells[columns.grade] === (filter === "open" ? "" : filter);
}

/** Blank cells stand last, whichever way it goes. @param {string[]} lines @param {Sort} sort */
function ordered(lines, { column, numeric, down }) {
  const sign = down ? -1 : 1;
  /** @type {(one: string, other: string) => number} */
  const compare = numeric ? (one, other) => Number(one) - Number(other) : collator.compare;
  return lines
    .map((line) => ({ line, cell: cellsOf(line)[column] }))
    .sort(({ cell: one }, { cell: other }) => {
      if (one === other) return 0;
      if (one === "") return 1;
      return other === "" ? -1 : sign * compare(one, other);
    })
    .map(({ line }) => line);
}
