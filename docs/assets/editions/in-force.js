// A check's date decides which edition holds: the page says which, and leads to it with the case.

import { chinese } from "../app/dates.js";
import { h } from "../app/dom.js";
import { current, editions } from "./editions.js";

/** @import { Visit } from "../app/navigation.js" */
/** @import { Edition } from "./editions.js" */

/**
 * @param {HTMLElement} root a check
 * @param {Visit} visit
 */
export async function showEditionInForce(root, { signal }) {
  const all = await editions;
  if (all.length === 0 || signal.aborted) return;
  const show = () => {
    const { asOf } = root.dataset;
    if (!asOf) return;
    root.querySelector(".check-edition")?.remove();
    root.querySelector(".check-aside-head")?.after(line(all, asOf));
  };
  const observer = new MutationObserver(show);
  observer.observe(root, { attributeFilter: ["data-as-of"] });
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  show();
}

/** @param {Edition[]} all oldest first @param {string} asOf */
function line(all, asOf) {
  const deciding = inForce(all, asOf);
  const here = all.find((edition) => edition.version === current);
  const others = all.filter((edition) => edition.version !== current);
  const goTo = (/** @type {Edition} */ edition) =>
    h("a", { href: `../../../${edition.version}/`, "data-edition": edition.version }, `改按 ${edition.version} 版核对`);
  if (!deciding) {
    const { version, properties } = all[0];
    return note(
      "open",
      `核对日期 ${chinese(asOf)}早于最早的 ${version} 版（${chinese(properties.date)}起施行），没有哪一版在当时施行。`,
    );
  }
  if (deciding === here) {
    const text = `按 ${current} 版核对：${chinese(asOf)}时施行的就是这一版。`;
    return note("note", text, ...others.slice(-1).map(goTo));
  }
  return note(
    "open",
    `${chinese(asOf)}时施行的是 ${deciding.version} 版，由它决定；这里按 ${current} 版核对，只供比较。`,
    goTo(deciding),
  );
}

/** The edition that holds on a day. @param {Edition[]} all oldest first @param {string} day */
const inForce = (all, day) => all.findLast((edition) => edition.properties.date <= day);

/** @param {string} tone @param {...(string | Node)} content */
const note = (tone, ...content) => h("p", { class: "check-note check-edition", "data-tone": tone }, ...content);
