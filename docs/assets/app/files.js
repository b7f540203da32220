// Files that pages make and readers keep.

/** What tells a spreadsheet program in China that the letters are UTF-8. */
export const MARK = "\ufeff";

/** @param {string} name @param {string | Blob} content @param {string} type */
export function download(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** One line of a CSV file. @param {string[]} cells */
export const csvLine = (cells) =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\r\n`;

/** A CSV file of rows that people have written, none of which a spreadsheet program would run. @param {string[][]} rows */
export const csv = (rows) =>
  MARK + rows.map((row) => csvLine(row.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)))).join("");

/** The cells of a CSV text, without blank lines. @param {string} text @returns {string[][]} */
export function csvCells(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/g)) {
    rows[rows.length - 1].push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.some(Boolean));
}
