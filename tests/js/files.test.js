import assert from "node:assert/strict";
import { test } from "node:test";

import { csv, csvCells, csvLine } from "../../docs/assets/app/files.js";

test("a cell is quoted where it has to be", () => {
  assert.equal(csvLine(["a", "b,c", 'd"e', "f\ng"]), 'a,"b,c","d""e","f\ng"\r\n');
});

test("a file for a spreadsheet begins with its mark, and no cell of it is a formula", () => {
  const text = csv([
    ["姓名", "成绩"],
    ["=1+1", "-5"],
    ["@x", "+3"],
  ]);
  assert.equal(text, "\ufeff姓名,成绩\r\n'=1+1,'-5\r\n'@x,'+3\r\n");
});

test("cells are read as they were written, whatever ends the lines", () => {
  const rows = [
    ["客户", "金额"],
    ['甲"乙"', "1,000"],
    ["两\n行", ""],
  ];
  assert.deepEqual(csvCells(rows.map(csvLine).join("")), rows);
  assert.deepEqual(csvCells("a,b\nc,d\r\n\r\n"), [
    ["a", "b"],
    ["c", "d"],
  ]);
});
