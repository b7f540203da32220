// What the editions publish; fetched once.

import { published } from "./changes.js";
import { homeOf } from "./editions.js";

/** @import { Published } from "./changes.js" */

/** @type {Map<string, Promise<Published>>} */
const fetched = new Map();

/**
 * An edition with its words in the reading that it publishes; fetched once.
 * @param {string} name
 * @returns {Promise<Published>}
 */
export function load(name) {
  const known = fetched.get(name);
  if (known) return known;
  const coming = fetchEdition(name);
  coming.catch(() => fetched.delete(name));
  fetched.set(name, coming);
  return coming;
}

/** @param {string} name @returns {Promise<Published>} */
async function fetchEdition(name) {
  const get = async (/** @type {string} */ file) => {
    const response = await fetch(new URL(`generated/${file}`, homeOf(name)));
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return response.json();
  };
  const [edition, clauses] = await Promise.all([get("edition.json"), get("clauses.json")]);
  return published(edition, clauses);
}
