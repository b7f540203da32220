// One way to speak with a worker, whatever it does.
//
// To it    {id, …}                       what is asked, numbered
// From it  {ready: true, …}              once, where it has to start
//          {id, reply} or {id, failure}  the answer
//          {failure}                     it cannot go on
//          anything else                 on the way to an answer: what was made, or how far it is

/** @typedef {"slow" | "failed" | "stopped"} Trouble it did not start in time; it broke; it was stopped, or does not answer */

/**
 * @typedef {object} Limits
 * @property {number} [start] milliseconds in which it has to be ready
 * @property {number} [answer] milliseconds in which it has to answer
 *
 * @typedef {object} Listeners
 * @property {(message: {files: [string, string][]}) => void} [ready]
 * @property {(message: {blob: Blob}) => void} [between] what it sends besides
 * @property {(why: Trouble) => void} [end]
 */

/**
 * @template Reply
 * @typedef {object} Connection
 * @property {Promise<void>} ready
 * @property {(message: Record<string, unknown>, handedOver?: Transferable[]) => Promise<Reply>} ask refused once it has ended
 * @property {(why?: Trouble, message?: string) => void} stop
 */

/**
 * @template Reply
 * @param {Worker} worker
 * @param {Limits} [limits]
 * @param {Listeners} [listeners]
 * @returns {Connection<Reply>}
 */
export function connect(worker, limits = {}, listeners = {}) {
  /** @type {Map<number, {resolve: (reply: Reply) => void, reject: (error: Error) => void, limit?: ReturnType<typeof setTimeout>}>} */
  const waiting = new Map();
  /** @type {Error | null} */
  let ended = null;
  let lastId = 0;
  /** @type {(error?: Error) => void} */
  let started = () => {};
  /** @type {Promise<void>} */
  const ready = new Promise((resolve, reject) => {
    started = (error) => (error ? reject(error) : resolve());
  });
  // Whoever asks hears of it.
  ready.catch(() => {});

  /** @param {Trouble} why @param {string} message */
  function end(why, message) {
    if (ended) return;
    ended = new Error(message);
    clearTimeout(startLimit);
    worker.terminate();
    for (const { reject, limit } of waiting.values()) {
      clearTimeout(limit);
      reject(ended);
    }
    waiting.clear();
    started(ended);
    listeners.end?.(why);
  }

  const startLimit =
    limits.start === undefined
      ? undefined
      : setTimeout(() => end("slow", "the worker did not start in time"), limits.start);

  worker.onerror = (event) => end("failed", event.message);
  worker.onmessage = ({ data }) => {
    if (ended) return;
    if (data.ready) {
      clearTimeout(startLimit);
      listeners.ready?.(data);
      started();
    } else if (data.id !== undefined) {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      clearTimeout(asked?.limit);
      if (data.failure) asked?.reject(new Error(data.failure));
      else asked?.resolve(data.reply);
    } else if (data.failure) {
      end("failed", data.failure);
    } else {
      listeners.between?.(data);
    }
  };

  return {
    ready,
    ask: (message, handedOver = []) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const id = ++lastId;
        const limit =
          limits.answer === undefined
            ? undefined
            : setTimeout(() => end("stopped", "the worker does not answer"), limits.answer);
        waiting.set(id, { resolve, reject, limit });
        worker.postMessage({ id, ...message }, handedOver);
      }),
    stop: (why = "stopped", message = "stopped") => end(why, message),
  };
}
