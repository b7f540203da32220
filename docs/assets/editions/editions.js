// The editions that are published side by side. Another edition's page keeps the clause and the case: all that the
// address holds behind the edition.

import { linkAt } from "../app/navigation.js";

/** @typedef {{version: string, title: string, properties: {date: string}}} Edition */

/** @type {{base?: string, version?: {provider: string}}} */
const { base, version } = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");

/** Where this edition begins; read once, as instant navigation later changes the page but not the edition. */
export const home = new URL(`${base}/`, location.href).href;

/** Whether the editions stand side by side here, as on a server; `make serve` shows one alone. */
export const published = version?.provider === "mike";

/** Every edition, oldest first; none where their list does not come. @type {Promise<Edition[]>} */
export const editions = published
  ? fetch(new URL("../versions.json", home))
      .then((response) => response.json())
      .then((found) => found.reverse())
      .catch(() => [])
  : Promise.resolve([]);

/** The name of this edition. */
export const current = published ? (home.match(/([^/]+)\/$/)?.[1] ?? "") : "";

/** @param {string} edition @returns {string} where that edition begins */
export const homeOf = (edition) => new URL(`../${edition}/`, home).href;

/**
 * This page in another edition; its home page where it has no such page.
 * @param {string} target where the other edition begins
 */
async function samePage(target) {
  const other = new URL(location.href.slice(home.length), target);
  const found = await fetch(other, { method: "HEAD" }).catch(() => null);
  return found?.ok ? other.href : target;
}

document.addEventListener(
  "click",
  async (event) => {
    const link = linkAt(event.target);
    if (!link?.matches(".md-version__link, [data-edition]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const latest = (await editions).at(-1)?.version;
    const named = link.dataset.edition === "latest" ? latest : link.dataset.edition;
    // After the wait, as a check writes its newest facts into the address at this same click.
    location.assign(await samePage(named ? homeOf(named) : link.href));
  },
  true,
);
