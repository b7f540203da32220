// Workers for one table each: a checker of its own, on a core of its own.

import { connect } from "../app/connect.js";
import { fetchSpreadsheets } from "../workers/runtime.js";

/** @import { PortfolioProblems, PortfolioReplies, PortfolioRequest } from "handbook_checker" */
/** @import { Connection } from "../app/connect.js" */
/** @import { Page, View } from "../workers/lines.js" */

const START_LIMIT_MS = 60_000;

/** @type {Promise<ArrayBuffer> | null} */
let library = null;

/** What reads and writes spreadsheets, for the checker that is to do so. */
export function loadLibrary() {
  library ??= fetchSpreadsheets();
  return library;
}

/** Whose handbook it is, where the page says so. */
export const company = () => document.querySelector('meta[name="author"]')?.getAttribute("content") ?? "";

/**
 * @typedef {ReturnType<typeof startChecker>} Checker
 * @typedef {ReturnType<typeof startRows>} Rows
 * @typedef {{file?: Blob, library?: ArrayBuffer, port?: MessagePort}} Attached
 */

/** A request could not be used; the message says why. */
export class Unusable extends Error {}

/** A worker that answers one request after another. */
export function startChecker() {
  const script = new URL("../workers/portfolio.js", import.meta.url);
  /** @type {Blob | null} */
  let made = null;
  /** @type {Connection<string>} */
  const connection = connect(
    new Worker(script, { type: "module", name: "portfolio" }),
    { start: START_LIMIT_MS },
    {
      between: ({ blob }) => {
        made = blob;
      },
    },
  );
  /** A cancelled run leaves a request behind; the next one waits for it. @type {Promise<unknown>} */
  let last = connection.ready;

  return {
    /**
     * `Unusable` where what was sent cannot be used.
     * @template {PortfolioRequest} Request
     * @param {Request} request
     * @param {Attached} [attached]
     * @param {Transferable[]} [handedOver]
     * @returns {Promise<{reply: PortfolioReplies[Request["do"]], blob: Blob | null}>} what was answered, and what was made
     */
    ask(request, attached = {}, handedOver = []) {
      const answered = last.then(async () => {
        made = null;
        const message = { part: "portfolio", request: JSON.stringify(request), attached };
        /** @type {PortfolioReplies[Request["do"]] | PortfolioProblems} */
        const reply = JSON.parse(await connection.ask(message, handedOver));
        if ("problems" in reply) throw new Unusable(reply.problems.join(""));
        return { reply: /** @type {PortfolioReplies[Request["do"]]} */ (reply), blob: made };
      });
      last = answered.catch(() => {});
      return answered;
    },
    stop: () => connection.stop(),
  };
}

/** The rows that were decided, in a worker of their own: sorting a hundred thousand of them takes a while. */
export function startRows() {
  const worker = new Worker(new URL("../workers/rows.js", import.meta.url), { type: "module", name: "portfolio rows" });
  /** @type {Connection<unknown>} */
  const connection = connect(worker);
  return {
    /** Where a checker puts what it decided, past the page. */
    port() {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ port: port1 }, [port1]);
      return port2;
    },
    /** Wait until so many have come. @param {number} rows */
    arrived: async (rows) => {
      await connection.ask({ rows });
    },
    /** @param {View} view */
    look: async (view) => /** @type {Page} */ (await connection.ask({ view })),
    /** All of them as a file. @param {string} headings its first line */
    file: async (headings) => /** @type {Blob} */ (await connection.ask({ csv: headings })),
    stop: () => connection.stop(),
  };
}
