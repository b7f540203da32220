import assert from "node:assert/strict";
import { test } from "node:test";

import { isTrouble, newestAnswer, request } from "../../docs/assets/app/client.js";

/** Answers when they are let go, oldest first. */
function held() {
  /** @type {{asked: string, answer: (reply: string) => void, fail: (error: Error) => void}[]} */
  const waiting = [];
  return {
    waiting,
    /** @param {string} asked @returns {Promise<string>} */
    ask: (asked) => new Promise((answer, fail) => waiting.push({ asked, answer, fail })),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a request names a fact as often as the link does", () => {
  const text = request("credit", { expense_limit: "500" }, [
    ["role", "downstream"],
    ["role", '"'],
  ]);
  assert.equal(
    text,
    '{"check":"credit","settings":{"expense_limit":"500"},"entries":{"role":"downstream","role":"\\""}}',
  );
  assert.deepEqual(JSON.parse(request("credit", null, [])), { check: "credit", settings: null, entries: {} });
});

test("of requests that overtake each other only the newest waits, and only its reply is shown", async () => {
  const { ask, waiting } = held();
  /** @type {string[]} */
  const shown = [];
  const send = newestAnswer(ask, (reply) => shown.push(reply), assert.ifError);
  for (const each of ["1", "2", "3"]) send(each);
  assert.deepEqual(
    waiting.map(({ asked }) => asked),
    ["1"],
  );
  waiting[0].answer("one");
  await settled();
  assert.deepEqual(shown, []);
  assert.equal(waiting[1].asked, "3");
  waiting[1].answer("three");
  await settled();
  assert.deepEqual(shown, ["three"]);
  assert.equal(waiting.length, 2);
});

test("an answer that fails drops what waited for it, and the next request is asked", async () => {
  const { ask, waiting } = held();
  /** @type {unknown[]} */
  const failures = [];
  /** @type {string[]} */
  const shown = [];
  const send = newestAnswer(
    ask,
    (reply) => shown.push(reply),
    (error) => failures.push(error),
  );
  send("1");
  send("2");
  const error = new Error("gone");
  waiting[0].fail(error);
  await settled();
  assert.deepEqual(failures, [error]);
  assert.equal(waiting.length, 1);
  send("3");
  waiting[1].answer("three");
  await settled();
  assert.deepEqual(shown, ["three"]);
});

test("only what has to be started again is trouble", () => {
  const states = /** @type {const} */ (["idle", "starting", "ready", "slow", "failed", "stopped"]);
  assert.deepEqual(states.filter(isTrouble), ["slow", "failed", "stopped"]);
});
