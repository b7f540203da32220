import assert from "node:assert/strict";
import { test } from "node:test";

import { connect } from "../../docs/assets/app/connect.js";

/** A worker as the page sees it, which does nothing by itself. */
class Silent extends EventTarget {
  /** @type {any[]} */
  sent = [];
  ended = false;
  /** @type {Worker["onmessage"]} */
  onmessage = null;
  /** @type {Worker["onerror"]} */
  onerror = null;
  onmessageerror = null;
  postMessage(/** @type {unknown} */ message) {
    this.sent.push(message);
  }
  terminate() {
    this.ended = true;
  }
  /** @param {unknown} data what the worker sends */
  says(data) {
    this.onmessage?.call(this, new MessageEvent("message", { data }));
  }
}

test("answers find their requests, in whatever order they come", async () => {
  const worker = new Silent();
  const { ask } = connect(worker);
  const [one, other] = [ask({ request: "one" }), ask({ request: "other" })];
  assert.deepEqual(worker.sent, [
    { id: 1, request: "one" },
    { id: 2, request: "other" },
  ]);
  worker.says({ id: 2, reply: "second" });
  worker.says({ id: 1, failure: "no" });
  assert.equal(await other, "second");
  await assert.rejects(one, /^Error: no$/);
});

test("a start is ready once the worker says so, and the listener hears of it first", async () => {
  const worker = new Silent();
  /** @type {unknown[]} */
  const heard = [];
  const { ready } = connect(worker, { start: 1000 }, { ready: ({ files }) => heard.push(files) });
  worker.says({ ready: true, files: [["a", "b"]] });
  await ready;
  assert.deepEqual(heard, [[["a", "b"]]]);
  assert.equal(worker.ended, false);
});

test("what comes between a request and its answer is passed on", async () => {
  const worker = new Silent();
  /** @type {unknown[]} */
  const between = [];
  const { ask } = connect(worker, {}, { between: (message) => between.push(message) });
  const answer = ask({});
  worker.says({ blob: "made" });
  worker.says({ id: 1, reply: "done" });
  assert.equal(await answer, "done");
  assert.deepEqual(between, [{ blob: "made" }]);
});

test("a worker that breaks ends: whoever waits hears why, and whoever asks later too", async () => {
  const worker = new Silent();
  /** @type {string[]} */
  const ends = [];
  const { ask, ready } = connect(worker, { start: 1000 }, { end: (why) => ends.push(why) });
  const answer = ask({});
  worker.says({ failure: "out of memory" });
  await assert.rejects(answer, /out of memory/);
  await assert.rejects(ready, /out of memory/);
  await assert.rejects(ask({}), /out of memory/);
  assert.equal(worker.ended, true);
  worker.says({ failure: "again" });
  assert.deepEqual(ends, ["failed"]);
});

for (const [limits, why] of /** @type {[{start?: number, answer?: number}, string][]} */ ([
  [{ start: 10 }, "slow"],
  [{ answer: 10 }, "stopped"],
])) {
  test(`past its limit a worker is ${why}`, async () => {
    const worker = new Silent();
    const ended = new Promise((resolve) => {
      const { ask } = connect(worker, limits, { end: resolve });
      ask({}).catch(() => {});
    });
    assert.equal(await ended, why);
    assert.equal(worker.ended, true);
  });
}

test("an answer in time keeps the worker", async () => {
  const worker = new Silent();
  const { ask } = connect(worker, { answer: 20 });
  const answer = ask({});
  worker.says({ id: 1, reply: "in time" });
  assert.equal(await answer, "in time");
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.equal(worker.ended, false);
});

test("a stopped worker refuses what waits", async () => {
  const worker = new Silent();
  const { ask, stop } = connect(worker);
  const answer = ask({});
  stop();
  await assert.rejects(answer, /stopped/);
  assert.equal(worker.ended, true);
});
