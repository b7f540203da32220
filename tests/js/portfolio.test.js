import assert from "node:assert/strict";
import { test } from "node:test";

import { grouped } from "../../docs/assets/portfolio/figures.js";
import { workersFor } from "../../docs/assets/portfolio/run.js";

test("an amount has its thousands apart, however long it is", () => {
  assert.equal(grouped("0.00"), "0.00");
  assert.equal(grouped("1000.50"), "1,000.50");
  assert.equal(grouped("12345678901234567890.01"), "12,345,678,901,234,567,890.01");
});

test("a table is worth as many workers as it has thousands of rows, and the device has cores", () => {
  assert.equal(workersFor(10, 8), 1);
  assert.equal(workersFor(4001, 8), 2);
  assert.equal(workersFor(100_000, 8), 4);
  assert.equal(workersFor(100_000, 2), 2);
  assert.equal(workersFor(100_000, 0), 1);
});
