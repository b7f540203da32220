// Putting things in order, by pointer and by keyboard alike: a button takes an item in, others move it.

import { button, h } from "../app/dom.js";
import { OPEN, opening, option } from "./fields.js";
import { words } from "./words.js";

/** @import { Question } from "handbook_checker" */
/** @import { Field } from "./fields.js" */

/** @param {Question} question @returns {Field} */
export function sequence(question) {
  const labels = new Map(question.options.map(([value, label]) => [value, label]));
  const labelOf = (/** @type {string} */ value) => labels.get(value) ?? value;
  /** @type {string[]} */
  let order = [];
  /** No item at all is an answer too, once somebody has said so. */
  let none = false;
  const pool = h("div", { class: "training-options" });
  const list = h("ol", { class: "training-order" });
  const status = h("p", { class: "training-hidden", role: "status" });
  const noneBox = h("input", { type: "checkbox" });
  const open = opening(question, () => change([]));
  noneBox.addEventListener("change", () => {
    none = noneBox.checked;
    if (none) change([]);
    else show();
  });

  /** @param {string[]} next */
  function change(next) {
    order = next;
    if (order.length) {
      none = false;
      if (open) open.checked = false;
    }
    show();
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function show() {
    noneBox.checked = none;
    pool.replaceChildren(...[...labels.keys()].filter((value) => !order.includes(value)).map(taker));
    list.replaceChildren(...order.map(item));
    list.hidden = order.length === 0;
  }

  /** The button that takes an item in. @param {string} value */
  function taker(value) {
    const taking = button(
      labelOf(value),
      () => {
        const after = taking.nextElementSibling ?? taking.previousElementSibling;
        const next = after instanceof HTMLElement ? after.dataset.value : "";
        change([...order, value]);
        focus(inPool(next ?? "") ?? list.querySelector("button"));
        status.textContent = words.placed(labelOf(value), order.length);
      },
      { "data-value": value },
    );
    return taking;
  }

  /** @param {string} value @param {number} index */
  function item(value, index) {
    return h(
      "li",
      { "data-value": value },
      h("span", {}, labelOf(value)),
      h(
        "span",
        { class: "training-moves" },
        mover("↑", words.up, value, index > 0, () => moveTo(value, index - 1, words.up)),
        mover("↓", words.down, value, index < order.length - 1, () => moveTo(value, index + 1, words.down)),
        mover("×", words.remove, value, true, () => remove(value)),
      ),
    );
  }

  /** @param {string} sign @param {string} name @param {string} value @param {boolean} possible @param {() => void} run */
  function mover(sign, name, value, possible, run) {
    return button(sign, run, {
      class: "training-move",
      "aria-label": `${name}${words.colon}${labelOf(value)}`,
      disabled: !possible,
      "data-move": name,
    });
  }

  /** @param {string} value @param {number} to @param {string} name of the button that did it, which keeps the keyboard */
  function moveTo(value, to, name) {
    change(moved(order, value, to));
    const now = list.children[to];
    focus(now?.querySelector(`[data-move="${name}"]:not(:disabled)`) ?? now?.querySelector("button:not(:disabled)"));
    status.textContent = words.placed(labelOf(value), to + 1);
  }

  /** @param {string} value */
  function remove(value) {
    change(order.filter((other) => other !== value));
    focus(inPool(value));
    status.textContent = words.removed(labelOf(value));
  }

  const inPool = (/** @type {string} */ value) => pool.querySelector(`[data-value="${CSS.escape(value)}"]`);
  const focus = (/** @type {Element | null | undefined} */ element) =>
    element instanceof HTMLElement && element.focus();

  show();
  return {
    controls: [
      pool,
      list,
      h(
        "div",
        { class: "training-options" },
        question.can_be_none && option(noneBox, words.noneOfThem),
        open && option(open, words.open),
      ),
      status,
    ],
    read() {
      if (open?.checked) return OPEN;
      return order.length || none ? order : "";
    },
    fill(answer) {
      if (open) open.checked = answer === OPEN;
      order = Array.isArray(answer) ? answer.filter((value) => labels.has(value)) : [];
      none = Array.isArray(answer) && answer.length === 0;
      show();
    },
    focus: () => focus(pool.querySelector("button") ?? list.querySelector("button")),
    labelled: "",
  };
}

/** The items with one of them moved. @param {string[]} items @param {string} item @param {number} to its new index */
function moved(items, item, to) {
  const next = items.filter((other) => other !== item);
  next.splice(to, 0, item);
  return next;
}
