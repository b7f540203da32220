// One checker for the whole visit: modules survive instant navigation, so every page shares this worker.

import { connect } from "./connect.js";

/** @import { CheckReply } from "handbook_checker" */
/** @import { Connection, Trouble } from "./connect.js" */
/** @import { Entry } from "./fragment.js" */

const START_LIMIT_MS = 60_000;
/** Longer than any answer takes: a worker that the browser ended, for want of memory perhaps, says nothing more. */
const ANSWER_LIMIT_MS = 20_000;

/** @typedef {"idle" | "starting" | "ready" | Trouble} State */

/** @param {State} state @returns {state is Trouble} whether it has to be started again, and why */
export const isTrouble = (state) => state === "slow" || state === "failed" || state === "stopped";

/** @type {State} */
let state = "idle";
/** @type {Connection<string> | null} */
let connection = null;
/** @type {Set<(state: State) => void>} */
const watchers = new Set();
/** Whether the last start failed: then what the browser keeps may be to blame, and is fetched anew. */
let failed = false;

/** @param {State} next */
function become(next) {
  state = next;
  for (const watcher of watchers) watcher(next);
}

/**
 * Hear of the checker's state, now and at every change, until the signal.
 * @param {(state: State) => void} watcher
 * @param {AbortSignal} signal
 */
export function watch(watcher, signal) {
  if (signal.aborted) return;
  watchers.add(watcher);
  signal.addEventListener("abort", () => watchers.delete(watcher), { once: true });
  watcher(state);
}

/**
 * Start the checker unless it runs already; after a failure, start it anew.
 * @returns {Promise<void>}
 */
export function start() {
  connection ??= begin();
  return connection.ready;
}

/** The start, under way or begun here, and anew where it failed; one that hung is the reader's to try again. */
export const startUnlessSlow = async () => (state === "slow" ? undefined : start());

/** @returns {Connection<string>} */
function begin() {
  const begun = self.begunChecker;
  self.begunChecker = undefined;
  const script = new URL(failed ? "../workers/checker.js?anew" : "../workers/checker.js", import.meta.url);
  const worker = begun ?? new Worker(script, { type: "module", name: "checker" });
  // loadPyodide can wait for ever without an error, for instance where a policy forbids WebAssembly.
  const limits = { start: START_LIMIT_MS, answer: ANSWER_LIMIT_MS };
  /** @type {Connection<string>} */
  const begins = connect(worker, limits, {
    ready({ files }) {
      failed = false;
      // What was fetched before the service worker answered for this page is to be there without a network as well.
      navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ keep: files }));
      become("ready");
    },
    end(why) {
      connection = null;
      failed = why !== "stopped";
      become(why);
    },
  });
  become("starting");
  // Once `connection` holds this start.
  queueMicrotask(() => {
    for (const event of begun?.heard ?? []) worker.dispatchEvent(event);
  });
  return begins;
}

/**
 * Ask a part of the checker; starts it where it is not running.
 * @param {"check" | "portfolio" | "training"} part
 * @param {string} request JSON text
 * @returns {Promise<string>} JSON text
 */
export async function ask(part, request) {
  await start();
  if (!connection) throw new Error("the checker has ended");
  return connection.ask({ part, request });
}

/**
 * Check facts.
 * @param {string} request as `request` writes it
 * @returns {Promise<CheckReply>}
 */
export const answer = async (request) => JSON.parse(await ask("check", request));

/**
 * The request as JSON text. It is put together by hand because a link may name a fact twice, and the checker is to say so.
 * @param {string} check
 * @param {Record<string, unknown> | null} settings
 * @param {Entry[]} entries
 */
export function request(check, settings, entries) {
  const pairs = entries.map((entry) => entry.map((part) => JSON.stringify(part)).join(":"));
  return `{"check":${JSON.stringify(check)},"settings":${JSON.stringify(settings)},"entries":{${pairs.join(",")}}}`;
}

/**
 * For requests that overtake each other: while one is under way only the newest of the others is kept, and only the
 * newest reply is shown.
 * @template Reply
 * @param {(request: string) => Promise<Reply>} ask
 * @param {(reply: Reply) => void} show
 * @param {(error: unknown) => void} fail
 * @returns {(request: string) => Promise<void>}
 */
export function newestAnswer(ask, show, fail) {
  /** @type {string | null} */
  let next = null;
  let busy = false;
  return async (request) => {
    next = request;
    if (busy) return;
    busy = true;
    try {
      while (next !== null) {
        const asked = next;
        next = null;
        const reply = await ask(asked);
        if (next === null) show(reply);
      }
    } catch (error) {
      next = null;
      fail(error);
    } finally {
      busy = false;
    }
  };
}
