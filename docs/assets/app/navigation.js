// Instant navigation brings the next page into this document, so what a page holds is mounted with a signal.

/**
 * @typedef {{signal: AbortSignal, anew: boolean}} Visit `anew` where the reader does not come back to a page
 * @typedef {(root: HTMLElement, visit: Visit) => void | Promise<void>} Mount
 * @typedef {[selector: string, load: () => Promise<Mount>]} Part
 */

/** Whether the reader comes back to this entry of the history, which knows where it was scrolled to. */
let returning = performance.getEntriesByType("navigation").some((entry) => Reflect.get(entry, "type") !== "navigate");
/** Where a link leads that was just followed. @type {string | null} */
let followed = null;
let leaving = new AbortController();

/** The link that an event is about. @param {EventTarget | null} target */
export function linkAt(target) {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  return link instanceof HTMLAnchorElement ? link : null;
}

/** @param {Part[]} parts */
function arrive(parts) {
  leaving.abort();
  leaving = new AbortController();
  const visit = { signal: leaving.signal, anew: !returning };
  // The theme stays where the page before was scrolled to when an address holds a case and no clause.
  if (visit.anew && location.hash.startsWith("#?")) scrollTo(0, 0);
  returning = false;
  followed = null;
  for (const [selector, load] of parts) {
    const root = document.querySelector(selector);
    if (root instanceof HTMLElement) load().then((mount) => visit.signal.aborted || mount(root, visit));
  }
}

/**
 * Mount the parts of this page, and of every page that follows.
 * @param {Part[]} parts
 * @param {() => void} also what is done for each page
 */
export function followPages(parts, also) {
  // The theme changes the anchor once the page has come, which the browser reports like a step back.
  addEventListener("popstate", () => {
    returning = location.pathname !== followed;
  });
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = linkAt(target);
      if (!link) return;
      followed = link.pathname;
      returning = false;
    },
    { capture: true },
  );
  const take = () => {
    arrive(parts);
    also();
  };
  // Material tells of every page that instant navigation brings.
  if (window.document$) window.document$.subscribe(take);
  else take();
}
