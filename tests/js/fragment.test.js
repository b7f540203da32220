import assert from "node:assert/strict";
import { test } from "node:test";

import { read, straysOf, write } from "../../docs/assets/app/fragment.js";

test("an address holds a clause, a case, both or neither", () => {
  assert.deepEqual(read(""), { anchor: "", entries: null });
  assert.deepEqual(read("#credit.15.1"), { anchor: "credit.15.1", entries: null });
  assert.deepEqual(read("#?"), { anchor: "", entries: [] });
  assert.deepEqual(read("#credit.15.1?role=downstream&requested_amount=12%E4%B8%87"), {
    anchor: "credit.15.1",
    entries: [
      ["role", "downstream"],
      ["requested_amount", "12万"],
    ],
  });
});

test("what is written reads the same, whatever its letters", () => {
  for (const text of ["12万", "a=b&c", "#?", "100%", "", "%E4", "\u2028"]) {
    const entries = /** @type {[string, string][]} */ ([
      ["fact", text],
      ["fact", "again"],
    ]);
    assert.deepEqual(read(write("credit.1", entries)), { anchor: "credit.1", entries });
  }
});

test("a name may stand twice, and without a value", () => {
  assert.deepEqual(read("#?a&a=1&a==2").entries, [
    ["a", ""],
    ["a", "1"],
    ["a", "=2"],
  ]);
});

test("nothing to say is no hash at all", () => {
  assert.equal(write("", []), "");
  assert.equal(write("credit.1", []), "#credit.1");
});

test("half a character becomes the sign for such, and what cannot be decoded stays", () => {
  assert.deepEqual(read(write("", [["fact", "\ud800"]])).entries, [["fact", "\ufffd"]]);
  assert.deepEqual(read("#?fact=%FF").entries, [["fact", "%FF"]]);
});

test("what stands for no fact, or for one again, is a stray", () => {
  const entries = /** @type {[string, string][]} */ ([
    ["role", "1"],
    ["rolle", "2"],
    ["role", "3"],
  ]);
  assert.deepEqual(straysOf(entries, ["role", "as_of"]), [
    ["rolle", "2"],
    ["role", "3"],
  ]);
});
