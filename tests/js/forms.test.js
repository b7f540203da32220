import assert from "node:assert/strict";
import { test } from "node:test";

import { byCheck } from "../../docs/assets/forms/printed-form.js";

const FACTS = { credit: ["as_of", "role"], survey: ["as_of", "surveyed_on"] };
const entries = (/** @type {string} */ text) =>
  text.split("&").map((each) => /** @type {[string, string]} */ (each.split("=")));
const sorted = (/** @type {string} */ text) => {
  const { cases, foreign } = byCheck(entries(text), FACTS);
  return { cases: Object.fromEntries(cases), foreign };
};

test("a fact goes to the named check, or to the one that knows it, on the same day", () => {
  assert.deepEqual(sorted("check=credit&as_of=2026-1-5&role=downstream&surveyed_on=2026-1-1"), {
    cases: {
      credit: entries("as_of=2026-1-5&role=downstream"),
      survey: entries("as_of=2026-1-5&surveyed_on=2026-1-1"),
    },
    foreign: false,
  });
});

test("a fact that no check knows stays with the named one, which says so", () => {
  assert.deepEqual(sorted("check=survey&rolle=1").cases, { survey: entries("rolle=1") });
});

test("a check that does not fill the form fills nothing", () => {
  assert.deepEqual(sorted("check=visit&role=1"), { cases: {}, foreign: true });
  assert.deepEqual(sorted("role=1"), { cases: {}, foreign: false });
});
