import assert from "node:assert/strict";
import { test } from "node:test";

import { changedBetween, changes, published } from "../../docs/assets/editions/changes.js";

/** @import { Reading } from "../../docs/assets/editions/changes.js" */

/** @param {string} name @param {Reading} reading @param {Record<string, string>} words by clause */
function edition(name, reading, words) {
  const clauses = Object.entries(words).map(([id, proposed]) => ({
    id,
    regulation: "credit",
    citation: `《客户信用管理制度》${id}`,
    printed: { received: "一.", proposed: "第一条" },
    received: `${proposed}（原文）`,
    proposed,
  }));
  return published({ name, date: `${name.replace(".", "-")}-01`, reading, reasons: {} }, clauses);
}

const line = [
  edition("2024.11", "proposed", { "credit.1": "目的", "credit.2": "十五天" }),
  edition("2025.11", "proposed", { "credit.1": "目的", "credit.2": "十天" }),
  edition("2026.11", "proposed", { "credit.1": "目的", "credit.3": "新增" }),
];

test("an edition has the words of the reading that it publishes", () => {
  const [received, proposed] = /** @type {Reading[]} */ (["received", "proposed"]).map(
    (reading) => edition("2024.11", reading, { "credit.1": "甲 / 乙" }).clauses.get("credit.1")?.words,
  );
  assert.equal(received, "一.　甲\n乙（原文）");
  assert.equal(proposed, "第一条　甲\n乙");
});

test("clauses that came, went or read otherwise have changed", () => {
  assert.deepEqual(changedBetween(line[0], line[1]), ["credit.2"]);
  assert.deepEqual(changedBetween(line[0], line[2]), ["credit.3", "credit.2"]);
});

test("the steps of one clause are the editions that amended it", () => {
  const steps = (/** @type {string} */ id) => changes(line, id).map(({ edition }) => edition.name);
  assert.deepEqual(steps("credit.1"), []);
  assert.deepEqual(steps("credit.2"), ["2025.11", "2026.11"]);
  assert.deepEqual(changes(line, "credit.3")[0].before, undefined);
});
