// A check's date decides which edition holds: the page says which, and leads to it with the case.

import { h } from "../app/dom.js";
import { current, editions } from "./editions.js";

/** @param {string} date */
const chinese = (date) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");

/**
 * @param {HTMLElement} root a check
 * @returns {Promise<() => void>} stops it
 */
export async function tellEdition(root) {
  const all = await editions;
  if (all.length === 0) return () => {};
  const tell = () => {
    const { asOf } = root.dataset;
    if (!asOf) return;
    root.querySelector(".check-edition")?.remove();
    root.querySelector(".check-aside-head")?.after(line(all, asOf));
  };
  const observer = new MutationObserver(tell);
  observer.observe(root, { attributeFilter: ["data-as-of"] });
  tell();
  return () => observer.disconnect();
}

/** @param {import("./editions.js").Edition[]} all oldest first @param {string} asOf */
function line(all, asOf) {
  const deciding = all.findLast((edition) => edition.properties.date <= asOf);
  const here = all.find((edition) => edition.version === current);
  const others = all.filter((edition) => edition.version !== current);
  const goTo = (/** @type {import("./editions.js").Edition} */ edition) =>
    h("a", { href: `../../../${edition.version}/`, "data-edition": edition.version }, `改按 ${edition.version} 版核对`);
  if (!deciding) {
    const first = all[0];
    return note(
      "open",
      `核对日期 ${chinese(asOf)}早于最早的 ${first.version} 版（${chinese(first.properties.date)}起施行），没有哪一版在当时施行。`,
    );
  }
  if (deciding === here) {
    const said = `按 ${current} 版核对：${chinese(asOf)}时施行的就是这一版。`;
    return note("note", said, ...others.slice(-1).map(goTo));
  }
  return note(
    "open",
    `${chinese(asOf)}时施行的是 ${deciding.version} 版，由它决定；这里按 ${current} 版核对，只供比较。`,
    goTo(deciding),
  );
}

/** @param {string} tone @param {...(string | Node)} said */
const note = (tone, ...said) => h("p", { class: "check-note check-edition", "data-tone": tone }, ...said);
