import assert from "node:assert/strict";
import { test } from "node:test";

import { KIND, missed, parse } from "../../docs/assets/training/record.js";

/** @param {number} at @param {...[clause: string, right: boolean]} parts */
const answered = (at, ...parts) => ({ at, parts: parts.map(([clause, right]) => ({ clause, right })) });

test("a clause that was missed is asked of until it is right twice in a row", () => {
  const wrong = answered(1, ["credit.1", false], ["credit.2", true]);
  assert.deepEqual([...missed([wrong])], [["credit.1", { wrong: 1, asked: 1 }]]);
  const once = answered(2, ["credit.1", true]);
  assert.deepEqual([...missed([once, wrong])], [["credit.1", { wrong: 1, asked: 2 }]]);
  assert.deepEqual([...missed([wrong, once, answered(3, ["credit.1", true])])], []);
});

test("only the last answers count", () => {
  const right = [2, 3, 4, 5, 6].map((at) => answered(at, ["credit.1", at !== 6]));
  assert.deepEqual([...missed([answered(1, ["credit.1", false]), ...right])], [["credit.1", { wrong: 1, asked: 5 }]]);
});

const whole = {
  kind: KIND,
  answers: [answered(1, ["credit.1", true])],
  courses: [{ key: "a", course: {}, answers: [] }],
  cards: [{ id: "a", card: { due: "2026-01-05T00:00:00.000Z" } }],
};

test("a record is taken whole or not at all", () => {
  assert.deepEqual(parse(JSON.stringify(whole)), whole);
  for (const broken of [
    { ...whole, kind: "other" },
    { ...whole, cards: undefined },
    { ...whole, answers: [{ at: "1", parts: [] }] },
    { ...whole, answers: [{ at: 1, parts: [{ clause: 1, right: true }] }] },
    { ...whole, courses: [{ key: "a", course: {} }] },
    { ...whole, cards: [{ id: "a", card: { due: "some day" } }] },
    { ...whole, cards: [null] },
  ]) {
    assert.equal(parse(JSON.stringify(broken)), null, JSON.stringify(broken));
  }
  assert.equal(parse("{"), null);
});
