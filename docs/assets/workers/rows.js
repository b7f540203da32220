// Keeps the rows of a table of outcomes: filters and sorts them, and gives a page of them at a time. They stay the bytes
// that they came as, until somebody looks for some among all of them.
//
// In:  {port}                    where batches come from: handbook_checker.tables.page
//      {id, rows}                answered when there are so many
//      {id, view}                {filter, text, sort, from, count}; `columns` says where the grade and others stand
//      {id, csv}                 the headings, as the first line of the file
// Out: {id, reply}

import { cellsOf, linesOf, ofView } from "./lines.js";

/** @import { Page, View } from "./lines.js" */

/** @typedef {{rows: number, csv: Uint8Array<ArrayBuffer>}} Batch */

/** By the number of the first batch: several workers decide, and what they send comes in any order. @type {Batch[]} */
const batches = [];
let arrived = 0;
/** @type {string[] | null} */
let all = null;
/** The lines of the newest view, kept for its other pages. @type {{key: string, lines: string[]} | null} */
let newest = null;

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

/** @param {View} view @returns {Page} */
function look({ from, count, ...view }) {
  const key = JSON.stringify([view.filter, view.text, view.sort]);
  if (newest?.key !== key) {
    all ??= batches.flatMap(({ csv }) => linesOf(decoder.decode(csv)));
    newest = { key, lines: ofView(all, view) };
  }
  return { matching: newest.lines.length, lines: newest.lines.slice(from, from + count).map(cellsOf) };
}

/** @param {string} headings @returns {Blob} */
function file(headings) {
  return new Blob([headings, ...batches.flatMap(({ csv }) => [csv])], { type: "text/csv;charset=utf-8" });
}
