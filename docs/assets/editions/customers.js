// Customers to try an amendment on: from a list, or made up.

import { csvCells } from "../app/files.js";

/** @import { Entry } from "../app/fragment.js" */

/**
 * @typedef {{name: string, entries: Entry[]}} Customer
 * @typedef {{name: string, label: string, kind: string, choices: Record<string, string>}} Fact
 * @typedef {string | number | boolean} Value
 */

export const NO_COLUMNS = "没有认出任何一列：标题应为事实的名称，例如“客户类别”。";

/**
 * The customers of a list; its columns are named as the facts are. `RangeError` where none is.
 * @param {ArrayBuffer} bytes a CSV file as people here save it
 * @param {Pick<Fact, "name" | "label">[]} facts
 * @returns {Customer[]}
 */
export function readCustomers(bytes, facts) {
  const known = new Map(
    facts.flatMap(({ name, label }) => [
      [name, name],
      [label, name],
    ]),
  );
  const [headings = [], ...rows] = csvCells(decode(bytes));
  if (!headings.some((heading) => known.has(heading))) throw new RangeError(NO_COLUMNS);
  const naming = headings.findIndex((heading) => !known.has(heading));
  return rows.map((row, index) => ({
    name: (naming >= 0 && row[naming]) || `第 ${index + 2} 行`,
    entries: headings.flatMap((heading, column) => {
      const fact = known.get(heading);
      return fact && row[column] ? [/** @type {Entry} */ ([fact, row[column]])] : [];
    }),
  }));
}

/** @param {ArrayBuffer} bytes */
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/**
 * Customers like the check's examples: amounts vary, and now and then an answer is another.
 * @param {number} count
 * @param {{facts: Fact[], examples: Record<string, Value>[]}} check
 * @returns {Customer[]}
 */
export function makeCustomers(count, { facts, examples }) {
  const known = new Map(facts.map((fact) => [fact.name, fact]));
  // The same ones at every visit: a generator of its own, started from one number.
  let state = 1;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  /** @template T @param {T[]} options @returns {T} */
  const pick = (options) => options[Math.floor(draw() * options.length)];
  /** @param {string} name @param {Value} value */
  const varied = (name, value) => {
    const fact = known.get(name);
    if (fact?.kind === "money") return String(Math.floor(draw() * 500) * 1000);
    if (fact?.kind === "boolean" && draw() < 0.05) return String(!value);
    if (fact?.kind === "choice" && draw() < 0.3) return pick(Object.keys(fact.choices));
    return String(value);
  };
  return Array.from({ length: count }, (_, index) => ({
    name: `客户 ${index + 1}`,
    entries: Object.entries(pick(examples)).map(([name, value]) => [name, varied(name, value)]),
  }));
}
