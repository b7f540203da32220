import { answer } from "../app/client.js";

/** Where the site begins, seen from here. */
export const home = new URL("../../", import.meta.url);

/**
 * Ask the training module; what cannot be used comes back in `errors`.
 * @param {HTMLElement} root the page, which holds the organisation's settings
 * @param {string} what
 * @param {Record<string, unknown>} given
 * @returns {Promise<any>}
 */
export function ask(root, what, given) {
  const settings = root.dataset.settings ? JSON.parse(root.dataset.settings) : null;
  return answer(JSON.stringify({ ask: what, settings, ...given }), "training");
}

/** @typedef {{id: string, name: string, citation: string, words: string, href: string}} Clause */

/** @type {Promise<Map<string, Clause>> | null} */
let clauses = null;

/** The clauses of the handbook by id, as pages call them. @returns {Promise<Map<string, Clause>>} */
export function allClauses() {
  clauses ??= fetch(new URL("generated/clauses.json", home))
    .then((response) => response.json())
    .then(
      (/** @type {any[]} */ found) =>
        new Map(
          found.map(({ id, regulation, citation, proposed }) => [
            id,
            {
              id,
              name: citation.replace(/^《.*?》/, ""),
              citation,
              words: proposed,
              href: new URL(`regulations/${regulation}/#${id}`, home).href,
            },
          ]),
        ),
    );
  return clauses;
}

/** A seed that nobody has had. */
export function freshSeed() {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return [...random]
    .map((part) => part.toString(36))
    .join("")
    .slice(0, 9);
}

/** @param {string} name @param {string | Blob} content @param {string} type */
export function download(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
