// The clauses of this edition, as pages speak of them.

const SITE = new URL("../../", import.meta.url);

/**
 * @typedef {{id: string, regulation: string, citation: string, proposed: string, shown?: string}} Published as the build writes it
 * @typedef {{id: string, name: string, citation: string, words: string, href: string}} Clause
 *   its name within its regulation, and its citation with it
 * @typedef {Map<string, Clause>} Clauses
 */

/** @type {Promise<Clauses> | null} */
let clauses = null;

/** The clauses of the handbook by id; fetched once. */
export function allClauses() {
  clauses ??= fetchClauses();
  return clauses;
}

/** @returns {Promise<Clauses>} */
async function fetchClauses() {
  /** @type {Published[]} */
  const found = await (await fetch(new URL("generated/clauses.json", SITE))).json();
  return new Map(
    found.map(({ id, regulation, citation, proposed, shown }) => [
      id,
      {
        id,
        name: citation.replace(/^《.*?》/u, ""),
        citation,
        // With the titles of the organisation, where it has others.
        words: shown ?? proposed,
        href: new URL(`regulations/${regulation}/#${id}`, SITE).href,
      },
    ]),
  );
}
