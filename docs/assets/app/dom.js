// What every page does with its elements.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child what is left out where there is nothing to show */

/**
 * An element with attributes and children; text always as text, never as markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | null | undefined>} [attributes] false, null and undefined leave one out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value || value === "") element.setAttribute(name, value);
  }
  element.append(...shown(children));
  return element;
}

/** @param {Child[]} children @returns {(Node | string)[]} those that are there */
export const shown = (children) => children.filter((child) => typeof child === "string" || child instanceof Node);

/**
 * @param {string} label
 * @param {() => void} run
 * @param {Record<string, string | boolean | null | undefined>} [attributes] its class says how it looks
 */
export function button(label, run, attributes = {}) {
  const made = h("button", { type: "button", class: "button", ...attributes }, label);
  made.addEventListener("click", run);
  return made;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * The element that a page is known to have.
 * @template {Element} [Kind=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} [kind]
 * @returns {Kind}
 */
export function find(root, selector, kind) {
  const found = root.querySelector(selector);
  if (found instanceof (kind ?? HTMLElement)) return /** @type {Kind} */ (found);
  throw new Error(`no ${selector} on this page`);
}

/**
 * @template {Element} [Kind=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} [kind]
 * @returns {Kind[]}
 */
export function findAll(root, selector, kind) {
  return /** @type {Kind[]} */ (
    [...root.querySelectorAll(selector)].filter((each) => each instanceof (kind ?? HTMLElement))
  );
}

/** The organisation's settings, as the page holds them. @param {HTMLElement} root @returns {Record<string, unknown> | null} */
export const settingsOf = (root) => JSON.parse(root.dataset.settings || "null");
