// One checker for the whole visit: modules survive instant navigation, so every page shares this worker.

const START_LIMIT_MS = 60_000;
/** Longer than any answer takes: a worker that the browser ended, for want of memory perhaps, says nothing more. */
const ANSWER_LIMIT_MS = 20_000;

/** @typedef {"idle" | "starting" | "ready" | Trouble} State */
/** @typedef {"slow" | "failed" | "stopped"} Trouble */

/** @param {State} state @returns {state is Trouble} whether it has to be started again, and why */
export const isTrouble = (state) => state === "slow" || state === "failed" || state === "stopped";

/** @type {State} */
let state = "idle";
/** @type {Worker | null} */
let worker = null;
/** @type {Promise<void> | null} */
let started = null;
/** @type {(why: Trouble, message: string) => void} */
let end = () => {};
/** @type {Map<number, {resolve: (reply: any) => void, reject: (error: Error) => void}>} */
const waiting = new Map();
/** @type {Set<(state: State) => void>} */
const watchers = new Set();
let lastId = 0;
/** Whether the last start failed: then what the browser keeps may be to blame, and is fetched anew. */
let failed = false;

/** @param {State} next */
function become(next) {
  state = next;
  for (const watcher of watchers) watcher(next);
}

/**
 * Hear of the checker's state, now and at every change.
 * @param {(state: State) => void} watcher
 * @returns {() => void} stops it
 */
export function watch(watcher) {
  watchers.add(watcher);
  watcher(state);
  return () => watchers.delete(watcher);
}

/**
 * Start the checker unless it runs already; after a failure, start it anew.
 * @returns {Promise<void>}
 */
export function start() {
  started ??= new Promise((resolve, reject) => {
    const { begunChecker: begun } = /** @type {{begunChecker?: Worker & {said: Event[]}}} */ (
      /** @type {unknown} */ (self)
    );
    Object.assign(self, { begunChecker: undefined });
    const script = new URL(failed ? "../workers/checker.js?anew" : "../workers/checker.js", import.meta.url);
    const current = begun ?? new Worker(script, { type: "module", name: "checker" });
    worker = current;
    /** @param {Trouble} why @param {string} message */
    const fail = (why, message) => {
      if (worker !== current) return;
      clearTimeout(limit);
      current.terminate();
      worker = started = null;
      failed = why !== "stopped";
      const error = new Error(message);
      for (const { reject: refuse } of waiting.values()) refuse(error);
      waiting.clear();
      reject(error);
      become(why);
    };
    end = fail;
    // loadPyodide can wait for ever without an error, for instance where a policy forbids WebAssembly.
    const limit = setTimeout(() => fail("slow", "the checker did not start in time"), START_LIMIT_MS);
    current.onerror = (event) => fail("failed", event.message);
    current.onmessage = ({ data }) => {
      if (data.ready) {
        clearTimeout(limit);
        failed = false;
        // What was fetched before the service worker answered for this page is to be there without a network as well.
        navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ keep: data.files }));
        become("ready");
        resolve();
      } else if (data.id === undefined) {
        fail("failed", data.failure);
      } else {
        const asked = waiting.get(data.id);
        waiting.delete(data.id);
        if (data.failure) asked?.reject(new Error(data.failure));
        else asked?.resolve(JSON.parse(data.reply));
      }
    };
    become("starting");
    // Once `started` holds this start.
    queueMicrotask(() => begun?.said.forEach((event) => current.dispatchEvent(event)));
  });
  return started;
}

/**
 * Ask the checker; starts it where it is not running.
 * @param {string} request JSON text
 * @param {"check" | "portfolio" | "training"} [part] of the checker
 * @returns {Promise<any>}
 */
export async function answer(request, part = "check") {
  await start();
  return new Promise((resolve, reject) => {
    const id = ++lastId;
    const limit = setTimeout(() => end("stopped", "the checker does not answer"), ANSWER_LIMIT_MS);
    /** @template T @param {(result: T) => void} settle */
    const inTime = (settle) => (/** @type {T} */ result) => {
      clearTimeout(limit);
      settle(result);
    };
    waiting.set(id, { resolve: inTime(resolve), reject: inTime(reject) });
    worker?.postMessage({ id, part, request });
  });
}

/**
 * The request as JSON text. It is put together by hand because a link may name a fact twice, and the checker is to say so.
 * @param {string} check
 * @param {any} settings
 * @param {import("./fragment.js").Entry[]} entries
 */
export function request(check, settings, entries) {
  const pairs = entries.map((entry) => entry.map((part) => JSON.stringify(part)).join(":"));
  return `{"check":${JSON.stringify(check)},"settings":${JSON.stringify(settings)},"entries":{${pairs.join(",")}}}`;
}

/**
 * An `answer` for requests that overtake each other: while one is under way only the newest of the others is kept,
 * and only the newest reply is shown.
 * @param {(reply: any) => void} show
 * @param {(error: Error) => void} fail
 * @returns {(request: string) => void}
 */
export function newestAnswer(show, fail) {
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
        const reply = await answer(asked);
        if (next === null) show(reply);
      }
    } catch (error) {
      next = null;
      fail(/** @type {Error} */ (error));
    } finally {
      busy = false;
    }
  };
}
