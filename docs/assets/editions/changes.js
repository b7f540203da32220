// What changed from one edition to the next, each in the reading that it publishes.

/**
 * @typedef {"received" | "proposed"} Reading
 * @typedef {{id: string, regulation: string, citation: string, words: string}} Clause
 * @typedef {{name: string, date: string, reasons: Record<string, string>, clauses: Map<string, Clause>}} Published
 * @typedef {{edition: Published, before: Clause | undefined, after: Clause | undefined}} Change
 *
 * @typedef {{name: string, date: string, reading: Reading, reasons: Record<string, string>}} EditionFile
 * @typedef {{id: string, regulation: string, citation: string, printed: Record<Reading, string>} & Record<Reading, string>} ClauseFile
 */

/** @param {EditionFile} edition @param {ClauseFile[]} clauses @returns {Published} */
export function published({ name, date, reading, reasons }, clauses) {
  const found = clauses.map((clause) => {
    const words = `${clause.printed[reading]}　${clause[reading].replaceAll(" / ", "\n")}`.trim();
    const { id, regulation, citation } = clause;
    return /** @type {[string, Clause]} */ ([id, { id, regulation, citation, words }]);
  });
  return { name, date, reasons, clauses: new Map(found) };
}

/** @param {Clause | undefined} one @param {Clause | undefined} other */
const same = (one, other) => one?.words === other?.words && one?.citation === other?.citation;

/** The clauses that two editions have otherwise, those of the younger first. @param {Published} from @param {Published} to */
export function changedBetween(from, to) {
  const ids = new Set([...to.clauses.keys(), ...from.clauses.keys()]);
  return [...ids].filter((id) => !same(from.clauses.get(id), to.clauses.get(id)));
}

/**
 * The editions in which a clause became other than it was in the edition before.
 * @param {Published[]} line editions, oldest first
 * @param {string} id
 * @returns {Change[]}
 */
export function changes(line, id) {
  return line
    .slice(1)
    .map((edition, index) => ({ edition, before: line[index].clauses.get(id), after: edition.clauses.get(id) }))
    .filter(({ before, after }) => !same(before, after));
}
