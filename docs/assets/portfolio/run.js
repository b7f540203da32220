// Deciding every row of a table, on as many cores as it is worth.

import { today } from "../app/dates.js";
import { settingsOf } from "../app/dom.js";
import { startChecker, startRows } from "./pool.js";

/** @import { Plan } from "handbook_checker" */
/** @import { Checker, Rows } from "./pool.js" */

const MOST_WORKERS = 4;
/** A worker takes a second to start; it is not worth it for fewer rows. */
const ROWS_FOR_A_WORKER = 4000;
/** A worker is asked for so many batches at once. */
const BATCHES_AT_ONCE = 12;

/**
 * @typedef {object} Table what was understood of a file
 * @property {string} name
 * @property {Blob} file
 * @property {string | null} sheet of a spreadsheet
 * @property {Checker} checker
 * @property {Checker[] | null} helpers
 * @property {Plan} plan
 * @property {string[]} headings of the outcomes
 * @property {number} naming so many columns name the customer
 * @property {number} batches
 * @property {string} counted what no other worker has to find out again
 *
 * @typedef {{rows: Rows, totals: Record<string, number>[]}} Decided
 */

/** How many workers a table is worth on this device. @param {number} rows @param {number} cores */
export const workersFor = (rows, cores) =>
  Math.min(cores || 1, MOST_WORKERS, Math.max(1, Math.ceil(rows / ROWS_FOR_A_WORKER)));

/** The workers that help to decide a table: they start while the reader sees what was understood of it. @param {Table} table */
export function startHelpers(table) {
  const { plan, file, sheet, counted } = table;
  const wanted = workersFor(plan.rows, navigator.hardwareConcurrency);
  table.helpers ??= Array.from({ length: wanted - 1 }, () => {
    const helper = startChecker();
    // Whoever asks it to decide hears that it failed.
    helper.ask({ do: "take", ragged: sheet !== null, counted }, { file }).catch(() => {});
    helper.ask({ do: "warm up" }).catch(() => {});
    return helper;
  });
  return table.helpers;
}

/** @param {Table} table */
export function stopHelpers(table) {
  for (const helper of table.helpers ?? []) helper.stop();
  table.helpers = null;
}

/**
 * Decide every row.
 * @param {HTMLElement} root the page, which holds the organisation's settings
 * @param {Table} table
 * @param {(done: number) => void} progress
 * @returns {{decided: Promise<Decided | null>, stop: () => void}} null where it was stopped before the end
 */
export function decideTable(root, table, progress) {
  const rows = startRows();
  const settings = settingsOf(root);
  let stopped = false;
  let done = 0;
  let next = 0;
  /** @type {Record<string, number>[]} */
  const totals = [];

  function stop() {
    stopped = true;
    stopHelpers(table);
    rows.stop();
  }

  /** Decide as long as there is something left. @param {Checker} checker @param {number} part @param {() => void} finish */
  async function work(checker, part, finish) {
    const port = rows.port();
    await checker.ask({ do: "start", settings, today: today() }, { port }, [port]);
    while (next < table.batches && !stopped) {
      const first = next;
      next += BATCHES_AT_ONCE;
      const { reply } = await checker.ask({ do: "decide", first, last: Math.min(next, table.batches) - 1 });
      if (stopped) return finish();
      totals[part] = reply.totals;
      done += reply.rows;
      progress(done);
      if (done === table.plan.rows) finish();
    }
  }

  async function all() {
    try {
      // Nobody waits for a worker that is not ready before the others have done it all.
      await /** @type {Promise<void>} */ (
        new Promise((resolve, reject) => {
          for (const [part, checker] of [table.checker, ...startHelpers(table)].entries()) {
            work(checker, part, resolve).catch(reject);
          }
        })
      );
      if (stopped) return null;
      await rows.arrived(table.plan.rows);
      return { rows, totals: totals.filter(Boolean) };
    } catch (error) {
      if (stopped) return null;
      rows.stop();
      throw error;
    } finally {
      stopHelpers(table);
    }
  }

  return { decided: all(), stop };
}
