import assert from "node:assert/strict";
import { test } from "node:test";

import { makeCustomers, readCustomers } from "../../docs/assets/editions/customers.js";

/** @type {import("../../docs/assets/editions/customers.js").Fact[]} */
const FACTS = [
  { name: "role", label: "客户类别", kind: "choice", choices: { downstream: "下游客户", upstream: "上游供应商" } },
  { name: "requested_amount", label: "申请金额", kind: "money", choices: {} },
  { name: "law_abiding", label: "守法", kind: "boolean", choices: {} },
];
const EXAMPLES = [{ role: "downstream", requested_amount: "1000", law_abiding: true }];
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text).buffer;

test("columns are known by a fact's name or label; the first other one names the customer", () => {
  const list = "客户,客户类别,requested_amount,备注\n甲,下游客户,12万,x\n,上游供应商,,\n";
  assert.deepEqual(readCustomers(bytes(list), FACTS), [
    {
      name: "甲",
      entries: [
        ["role", "下游客户"],
        ["requested_amount", "12万"],
      ],
    },
    { name: "第 3 行", entries: [["role", "上游供应商"]] },
  ]);
});

test("a list in the encoding of Chinese spreadsheets is read", () => {
  // 客户类别 and 下游客户 in GB 18030.
  const gb = new Uint8Array([
    0xbf, 0xcd, 0xbb, 0xa7, 0xc0, 0xe0, 0xb1, 0xf0, 0x0a, 0xcf, 0xc2, 0xd3, 0xce, 0xbf, 0xcd, 0xbb, 0xa7,
  ]);
  assert.deepEqual(readCustomers(gb.buffer, FACTS)[0].entries, [["role", "下游客户"]]);
});

test("a list without a single known column is refused", () => {
  assert.throws(() => readCustomers(bytes("名称,电话\n甲,1\n"), FACTS), RangeError);
});

test("made-up customers are the same at every visit, and differ from one another", () => {
  const made = makeCustomers(200, { facts: FACTS, examples: EXAMPLES });
  assert.deepEqual(made, makeCustomers(200, { facts: FACTS, examples: EXAMPLES }));
  const seen = (/** @type {number} */ fact) => new Set(made.map(({ entries }) => entries[fact][1]));
  assert.deepEqual(seen(0), new Set(["downstream", "upstream"]));
  assert.ok(seen(1).size > 100);
  assert.deepEqual(seen(2), new Set(["true", "false"]));
});
