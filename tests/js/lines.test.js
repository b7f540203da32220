import assert from "node:assert/strict";
import { test } from "node:test";

import { cellsOf, linesOf, ofView } from "../../docs/assets/workers/lines.js";

const COLUMNS = { grade: 1, beyond: 3, error: 4 };
const ALL = linesOf("1,A,900.00,,\r\n2,B,1000.00,50.00,\r\n3,,,,不能使用\r\n4,,200.00,,\r\n");

/** @param {Partial<import("../../docs/assets/workers/lines.js").View>} view */
const rows = (view) =>
  ofView(ALL, { filter: "all", text: "", sort: null, columns: COLUMNS, ...view }).map((line) => cellsOf(line)[0]);

test("a cell in quotation marks may hold commas, marks and ends of lines", () => {
  const lines = linesOf('1,"a,b","c""d"\r\n2,"two\r\nlines",e\r\n');
  assert.deepEqual(lines.map(cellsOf), [
    ["1", "a,b", 'c"d'],
    ["2", "two\r\nlines", "e"],
  ]);
});

test("a filter shows its own alone", () => {
  assert.deepEqual(rows({}), ["1", "2", "3", "4"]);
  assert.deepEqual(rows({ filter: "A" }), ["1"]);
  assert.deepEqual(rows({ filter: "open" }), ["4"]);
  assert.deepEqual(rows({ filter: "beyond" }), ["2"]);
  assert.deepEqual(rows({ filter: "unusable" }), ["3"]);
  assert.deepEqual(rows({ filter: "beyond", text: "1000" }), ["2"]);
  assert.deepEqual(rows({ text: "不能" }), ["3"]);
});

test("amounts are sorted as numbers, and blank cells stand last either way", () => {
  const sort = { column: 2, numeric: true, down: false };
  assert.deepEqual(rows({ sort }), ["4", "1", "2", "3"]);
  assert.deepEqual(rows({ sort: { ...sort, down: true } }), ["2", "1", "4", "3"]);
});
