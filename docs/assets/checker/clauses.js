// The clauses of a check, below its form, and the facts that each of them reads.

import { button, find, findAll, h } from "../app/dom.js";
import { words } from "./words.js";

/** @import { Form } from "./form.js" */

/** @typedef {{name: string, words: string, href: string, facts: string[]}} CheckClause */

/**
 * @param {HTMLElement} root the check
 * @param {Form} form
 * @param {() => void} layOut lays out every part of the page: those above a clause would push it away when they grow
 * @param {AbortSignal} signal
 */
export function openClauses(root, form, layOut, signal) {
  const clauses = read(root);
  const arrival = h("div", { class: "check-note check-arrival", "data-tone": "note" });
  signal.addEventListener("abort", () => arrival.remove(), { once: true });
  /** A clause whose facts are marked until something else is. @type {string | null} */
  let pinned = null;

  /** @param {string} id */
  function show(id) {
    const clause = clauses.get(id);
    if (!clause) return;
    layOut();
    const [first] = clause.facts.map(form.element).filter((element) => element !== undefined);
    for (const other of clauses.keys()) document.getElementById(other)?.classList.toggle("is-marked", other === id);
    if (!first) {
      document.getElementById(id)?.scrollIntoView({ block: "center" });
      return;
    }
    pin(id);
    const goTo = (/** @type {string} */ name) =>
      h("button", { type: "button", class: "button-link", "data-goto": name }, form.label(name));
    arrival.replaceChildren(
      h("p", {}, h("a", { href: clause.href }, clause.name), words.colon, clause.words),
      h(
        "p",
        {},
        `${words.reads}${words.colon}`,
        ...clause.facts.map(goTo),
        button(words.closeArrived, () => pin(null), { class: "button-link" }),
      ),
    );
    first.before(arrival);
    arrival.scrollIntoView({ block: "center" });
  }

  /** @param {string | null} id */
  function pin(id) {
    pinned = id;
    arrival.remove();
    if (id === null) for (const other of clauses.keys()) document.getElementById(other)?.classList.remove("is-marked");
    mark(id);
  }

  /** @param {string | null | undefined} id */
  const mark = (id) => form.mark(clauses.get(id ?? "")?.facts ?? []);

  for (const event of ["pointerover", "focusin"]) {
    root.addEventListener(
      event,
      ({ target }) => {
        const cited = target instanceof Element ? target.closest("[data-cites]")?.getAttribute("data-cites") : null;
        mark(cited ?? pinned);
      },
      { signal },
    );
  }
  find(root, ".check-outcome").addEventListener(
    "toggle",
    ({ target }) => {
      const opened = target instanceof HTMLDetailsElement && target.dataset.status ? target : null;
      if (opened && document.activeElement?.parentElement === opened) {
        pin(opened.open ? (opened.dataset.key ?? null) : null);
      }
    },
    { capture: true, signal },
  );

  const [first] = clauses.values();
  return {
    show,
    /** @param {string} id */
    has: (id) => clauses.has(id),
    /** @param {string} id */
    get: (id) => clauses.get(id) ?? null,
    /** The address of the first. */
    address: first.href,
  };
}

/** @param {HTMLElement} root @returns {Map<string, CheckClause>} */
function read(root) {
  return new Map(
    findAll(root, ".check-clause").map((element) => {
      const link = find(element, ".check-clause-name a", HTMLAnchorElement);
      return [
        element.dataset.clause ?? "",
        {
          name: link.textContent?.trim() ?? "",
          words: element.querySelector(".check-clause-words")?.textContent ?? "",
          href: link.getAttribute("href") ?? "",
          facts: (element.dataset.facts ?? "").split(" ").filter(Boolean),
        },
      ];
    }),
  );
}
