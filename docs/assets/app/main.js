// What every page loads. The rest comes when a page needs it: a page that is only read stays light.

import "../regulation/clauses.js";
import "../editions/editions.js";
import { followPages, linkAt } from "./navigation.js";

const isForCase = () => /^#[^?]*\?(.*&)?check=/.test(location.hash);

/** What a page can hold, and what takes it over. @type {import("./navigation.js").Part[]} */
const PARTS = [
  [".check", async () => (await import("../checker/check.js")).openCheck],
  [".check[data-check]", async () => (await import("../editions/in-force.js")).showEditionInForce],
  [".portfolio", async () => (await import("../portfolio/portfolio.js")).openPortfolio],
  [".effect", async () => (await import("../editions/effect.js")).openEffect],
  [".compare", async () => (await import("../editions/compare.js")).openComparison],
  [".form-page", async () => (await import("../forms/printed-form.js")).openPrintedForm],
  [".training", async () => (await import("../training/training.js")).openTraining],
  [".kept", async () => (await import("./kept.js")).showWhatIsKept],
  [".regulation", async () => (isForCase() ? (await import("../regulation/case.js")).readForCase : () => {})],
];

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
    const link = linkAt(target);
    if (link?.origin === location.origin && link.pathname.includes("/checks/")) {
      import("../checker/check.js");
      const { start } = await import("./client.js");
      start().catch(() => {});
    }
  });
}

const idle = window.requestIdleCallback ?? setTimeout;
const keepForLater = () => idle(async () => (await import("./offline.js")).keepHandbook());
if (document.readyState === "complete") keepForLater();
else addEventListener("load", keepForLater);

// After the theme has wrapped the tables.
followPages(PARTS, () => requestAnimationFrame(reachTables));
