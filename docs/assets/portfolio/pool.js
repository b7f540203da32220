// Workers for one table each: a checker of its own, on a core of its own.

const START_LIMIT_MS = 60_000;
const PART = "portfolio";
const RUNTIME = new URL("../../generated/runtime/", import.meta.url);

/** @type {Promise<ArrayBuffer> | null} */
let library = null;

/** What reads and writes spreadsheets, for the checker that is to do so. */
export const loadLibrary = () => (library ??= fetchLibrary());
async function fetchLibrary() {
  const manifest = await (await fetch(new URL("manifest.json", RUNTIME))).json();
  const response = await fetch(new URL(manifest.spreadsheets, RUNTIME));
  if (!response.ok) throw new Error(`${manifest.spreadsheets}: ${response.status}`);
  return response.arrayBuffer();
}

/**
 * @typedef {{text: string, blob: Blob | null}} Reply what was answered, as JSON text, and what was made
 * @typedef {{ask: (request: any, attached?: any, handedOver?: Transferable[]) => Promise<Reply>, stop: () => void}} Checker
 */

/** @returns {Checker} a worker that answers one request after another */
export function startChecker() {
  const worker = new Worker(new URL("../workers/portfolio.js", import.meta.url), { type: "module", name: "portfolio" });
  /** @type {{resolve: (reply: Reply) => void, reject: (error: Error) => void} | null} */
  let asked = null;
  /** @type {Blob | null} */
  let made = null;
  let id = 0;
  /** @type {Error | null} */
  let broken = null;
  /** @type {(error?: Error) => void} */
  let started = () => {};
  const ready = new Promise((resolve, reject) => {
    started = (error) => (error ? reject(error) : resolve(undefined));
  });
  // Whoever asks hears of it.
  ready.catch(() => {});
  /** @param {string} message */
  const fail = (message) => {
    broken = new Error(message);
    worker.terminate();
    started(broken);
    asked?.reject(broken);
  };
  const limit = setTimeout(() => fail("the checker did not start in time"), START_LIMIT_MS);
  worker.onerror = (event) => fail(event.message);
  worker.onmessage = ({ data }) => {
    if (data.ready) {
      clearTimeout(limit);
      started();
    } else if (data.blob) {
      made = data.blob;
    } else if (data.id === undefined) {
      fail(data.failure);
    } else if (data.failure) {
      asked?.reject(new Error(data.failure));
    } else {
      asked?.resolve({ text: data.reply, blob: made });
    }
  };
  /** A cancelled run leaves a request behind; the next one waits for it. @type {Promise<unknown>} */
  let last = ready;
  /** @param {any} request @param {any} attached @param {Transferable[]} handedOver @returns {Promise<Reply>} */
  const send = (request, attached, handedOver) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken);
      made = null;
      asked = { resolve, reject };
      worker.postMessage({ id: ++id, part: PART, request: JSON.stringify(request), attached }, handedOver);
    });
  return {
    ask(request, attached = {}, handedOver = []) {
      const reply = last.then(() => send(request, attached, handedOver));
      last = reply.catch(() => {});
      return reply;
    },
    stop: () => fail("stopped"),
  };
}

/** The rows that were decided, in a worker of their own: sorting a hundred thousand of them takes a while. */
export function startRows() {
  const worker = new Worker(new URL("../workers/rows.js", import.meta.url), { type: "module", name: "portfolio rows" });
  /** @type {Map<number, (reply: any) => void>} */
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data: { id, reply } }) => {
    waiting.get(id)?.(reply);
    waiting.delete(id);
  };
  return {
    /** Where a checker puts what it decided, past the page. */
    port() {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ port: port1 }, [port1]);
      return port2;
    },
    /** @param {any} asked @returns {Promise<any>} */
    ask: (asked) =>
      new Promise((resolve) => {
        waiting.set(++last, resolve);
        worker.postMessage({ id: last, ...asked });
      }),
    stop: () => worker.terminate(),
  };
}
