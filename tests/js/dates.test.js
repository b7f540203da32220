import assert from "node:assert/strict";
import { test } from "node:test";

import { chinese, clockTime, day, local } from "../../docs/assets/app/dates.js";

test("a day is the day of the local clock", () => {
  assert.equal(day(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
  assert.equal(local(new Date(2026, 10, 24, 7, 8, 9).getTime()), "2026-11-24T07:08:09");
});

test("a day in Chinese has no zeros in front", () => {
  assert.equal(chinese("2026-01-05"), "2026年1月5日");
  assert.equal(chinese("2026-11-24"), "2026年11月24日");
});

test("the time left is in minutes and seconds", () => {
  assert.equal(clockTime(9 * 60_000 + 4_001), "9:05");
  assert.equal(clockTime(1), "0:01");
});
