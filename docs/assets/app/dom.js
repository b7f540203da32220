/**
 * An element with attributes and children; text always as text, never as markup.
 * @param {string} tag
 * @param {Record<string, string | boolean | null | undefined>} [attributes] false, null and undefined leave one out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value || value === "") element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child || child === "").map((child) => /** @type {Node} */ (child)));
  return element;
}
