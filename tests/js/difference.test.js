import assert from "node:assert/strict";
import { test } from "node:test";

import { differing, inWords, responsible, result, totals } from "../../docs/assets/editions/difference.js";

/** @import { CheckReply, CreditFields, Finding, Outcome } from "handbook_checker" */

/** @param {Partial<Outcome & CreditFields>} changed @returns {CheckReply} */
function reply(changed = {}) {
  /** @type {Outcome & CreditFields} */
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
    rating: { grade: "B", possible: ["B"] },
    credit: {
      decision: "permitted",
      kind: "temporary",
      limit: "12000.10",
      available: "12000.10",
      term: { days: 15 },
      due: null,
      request: null,
      because: ["credit.27"],
    },
    approvers: [{ role: "总经理", step: 1, act: "approve", clauses: ["credit.30"] }],
    ...changed,
  };
  return { facts: {}, understood: {}, errors: [], outcome, view: null };
}

const found = (/** @type {string} */ clause, /** @type {Finding["status"]} */ status) => ({
  clause,
  status,
  facts: [],
});

test("what cannot be checked, or is not in force, has no result", () => {
  assert.equal(result({ ...reply(), outcome: null }), null);
  assert.equal(result(reply({ in_force: false, rating: null, credit: null, approvers: null })), null);
});

test("a difference is named by its fields", () => {
  const before = result(reply());
  const after = result(reply({ approvers: [] }));
  assert.deepEqual(differing(before, before), []);
  assert.deepEqual(differing(before, after), ["approvers"]);
  assert.deepEqual(differing(before, null), ["grade", "decision", "limit", "term", "approvers"]);
});

test("the clauses behind a difference are the amended ones that an outcome rests on", () => {
  assert.deepEqual(responsible([reply(), reply()], ["credit.26", "credit.27"]), ["credit.27"]);
  const [one, other] = [[found("credit.15.1", "met")], [found("credit.15.1", "not_met")]].map((findings) =>
    reply({ findings }),
  );
  assert.deepEqual(responsible([one, other], ["credit.26"]), ["credit.15.1"]);
});

test("sums are of whole fen", () => {
  const results = [reply(), reply({ rating: { grade: null, possible: ["A", "B"] } })].map(result);
  assert.deepEqual(totals([...results, null]), {
    A: 0,
    B: 1,
    C: 0,
    undetermined: 1,
    unusable: 1,
    permitted: 2,
    limit: 2400020,
  });
});

test("a result is worded with its term, and with its approvers where they differ", () => {
  assert.equal(inWords(result(reply()), false), "B级，可授信，12,000.10 元，15 天");
  assert.equal(inWords(result(reply()), true), "B级，可授信，12,000.10 元，15 天，总经理");
  assert.equal(inWords(null, true), "不能核对");
});
