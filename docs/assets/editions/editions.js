// The editions that are published side by side. Another edition's page keeps the clause and the case: all that the
// address holds behind the edition.

/** @typedef {{version: string, title: string, aliases: string[], properties: {date: string, reading: string, summary: string}}} Edition */

/** @type {{base?: string, version?: {provider: string}}} */
const { base, version } = JSON.parse(document.getElementById("__config")?.textContent ?? "{}");

/** Where this edition begins; read once, as instant navigation later changes the page but not the edition. */
export const home = new URL(`${base}/`, location.href).href;

/** Whether the editions stand side by side here, as on a server; `make serve` shows one alone. */
export const published = version?.provider === "mike";

/** Every edition, oldest first. @type {Promise<Edition[]>} */
export const editions = published ? fetchEditions().catch(() => []) : Promise.resolve([]);

/** @returns {Promise<Edition[]>} */
async function fetchEditions() {
  const response = await fetch(new URL("../versions.json", home));
  return response.ok ? (await response.json()).reverse() : [];
}

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
    const link = event.target instanceof Element ? event.target.closest(".md-version__link, a[data-edition]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const latest = (await editions).at(-1)?.version;
    const named = link.dataset.edition === "latest" ? latest : link.dataset.edition;
    // After the wait, as a check writes its newest facts into the address at this same click.
    location.assign(await samePage(named ? homeOf(named) : link.href));
  },
  true,
);
