import assert from "node:assert/strict";
import { test } from "node:test";

import { inPairs, isDecided, text } from "../../docs/assets/checker/sheet.js";

/** @import { CheckReply, Outcome, View } from "handbook_checker" */

/** @type {Outcome} */
const outcome = {
  check: "credit",
  edition: "2026.11",
  as_of: "2026-11-24",
  in_force: true,
  findings: [],
  conditions: [],
  conflicts: [],
  missing: [],
  readings: [],
};
/** @type {View} */
const view = {
  headline: { tone: "good", text: "B 级，可授信" },
  sections: [
    {
      id: "credit",
      title: "授信",
      kind: "fields",
      items: [{ label: "额度", value: "1,000.00 元", clauses: ["credit.27"], note: "", settled: true }],
    },
    {
      id: "approvers",
      title: "审批",
      kind: "chain",
      items: [{ role: "总经理", step: 1, act: "审批", clauses: ["credit.30", "x.1"] }],
    },
    {
      id: "findings",
      title: "逐条认定",
      kind: "reasons",
      items: [{ clause: "credit.27", status: "met", status_label: "适用", tone: "note", facts: [] }],
    },
  ],
};
/** @type {CheckReply} */
const reply = {
  facts: { role: "downstream", days: null },
  understood: { role: "下游客户" },
  errors: [],
  outcome,
  view,
};
const page = {
  clause: (/** @type {string} */ id) =>
    id.startsWith("credit.") ? { name: `第${id.slice(7)}条`, words: "", href: "" } : null,
  label: (/** @type {string} */ name) => ({ role: "客户类别", days: "天数" })[name] ?? name,
  cited: () => [],
  skipped: () => new Set(),
};

test("a case as text has its facts, its outcome and where it is found again", () => {
  assert.ok(isDecided(reply));
  assert.equal(
    text(reply, page, "客户评级与授信", "https://handbook.example/"),
    `客户评级与授信：B 级，可授信
核对日期 2026-11-24　手册版本 2026.11

【填报的事实】
客户类别：下游客户
天数：不清楚

【授信】
额度：1,000.00 元（第27条）

【审批】
1. 总经理　审批（第30条、x.1）

【逐条认定】
第27条：适用

https://handbook.example/`,
  );
});

test("without an outcome there is nothing to take along", () => {
  assert.equal(isDecided({ ...reply, outcome: null }), false);
  assert.equal(isDecided(null), false);
});

test("two facts make a row, and an odd one has an empty half", () => {
  const facts = ["1", "2", "3"].map((number) => [number, number]);
  assert.deepEqual(inPairs(facts), [
    ["1", "1", "3", "3"],
    ["2", "2", "", ""],
  ]);
});
