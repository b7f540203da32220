// What every page loads. The rest comes when a page needs it: a page that is only read stays light.

import "../regulation/clauses.js";
import "../editions/editions.js";

/** Whether the reader comes back to this entry of the history, which knows where it was scrolled to. */
let returning = navigationType() !== "navigate";
/** Where a link leads that was just followed. @type {string | null} */
let followed = null;
// The theme changes the anchor once the page has come, which the browser reports like a step back.
window.addEventListener("popstate", () => (returning = location.pathname !== followed));
document.addEventListener(
  "click",
  ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    followed = link.pathname;
    returning = false;
  },
  { capture: true },
);

function navigationType() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming ? entry.type : "navigate";
}

/** What a page can hold, and what takes it over. @type {[string, (root: HTMLElement, anew: boolean) => Promise<() => void>][]} */
const PARTS = [
  [".check", async (root, anew) => (await import("../checker/check.js")).openCheck(root, anew)],
  [".check[data-check]", async (root) => (await import("../editions/in-force.js")).tellEdition(root)],
  [".portfolio", async (root) => (await import("../portfolio/portfolio.js")).openPortfolio(root)],
  [".effect", async (root) => (await import("../editions/effect.js")).openEffect(root)],
  [".compare", async (root) => (await import("../editions/compare.js")).openComparison(root)],
  [".form-page", async (root) => (await import("../forms/printed-form.js")).openPrintedForm(root)],
  [".training", async (root) => (await import("../training/training.js")).openTraining(root)],
  [".kept", async (root) => (await import("./kept.js")).tellWhatIsKept(root)],
  [".regulation", async (root) => (isForCase() ? (await import("../regulation/case.js")).readForCase(root) : () => {})],
];

const isForCase = () => /^#[^?]*\?(.*&)?check=/.test(location.hash);

/** @type {Promise<(() => void)[]>} */
let open = Promise.resolve([]);

/** Let go of the page before, and take over the one that has arrived. */
function arrive() {
  const before = open;
  const anew = !returning;
  // The theme stays where the page before was scrolled to when an address holds a case and no clause.
  if (anew && location.hash.startsWith("#?")) scrollTo(0, 0);
  returning = false;
  followed = null;
  open = before.then((leaves) => {
    for (const leave of leaves) leave();
    return Promise.all(
      PARTS.flatMap(([selector, take]) => {
        const root = document.querySelector(selector);
        return root instanceof HTMLElement ? [take(root, anew)] : [];
      }),
    );
  });
}

// The theme's search listens to keys alone, not to pasting nor to what came before it.
const search = document.querySelector(".md-search__input");
if (search instanceof HTMLInputElement) {
  const ask = () => search.dispatchEvent(new Event("keyup"));
  search.addEventListener("input", ask);
  if (search.value) ask();
}

// A table wider than a phone scrolls in a wrapper of the theme's, which the keyboard has to reach as well.
function reachTables() {
  for (const wrapper of document.querySelectorAll(".md-typeset__scrollwrap")) wrapper.setAttribute("tabindex", "0");
}

// The checker starts when someone is about to open a check.
for (const event of ["pointerover", "focusin"]) {
  document.addEventListener(event, async ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (link instanceof HTMLAnchorElement && link.origin === location.origin && link.pathname.includes("/checks/")) {
      import("../checker/check.js");
      const { start } = await import("./client.js");
      start().catch(() => {});
    }
  });
}

// The handbook is kept for when there is no network.
const idle = window.requestIdleCallback ?? setTimeout;
const keepForLater = () => idle(async () => (await import("./offline.js")).keepHandbook());
if (document.readyState === "complete") keepForLater();
else window.addEventListener("load", keepForLater);

// Material tells of every page that instant navigation brings.
const pages = /** @type {any} */ (window).document$;
const take = () => {
  arrive();
  // After the theme has wrapped the tables.
  requestAnimationFrame(reachTables);
};
if (pages) pages.subscribe(take);
else take();
