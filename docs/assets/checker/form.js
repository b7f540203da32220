import { words } from "./words.js";

/** @typedef {import("../app/fragment.js").Entry} Entry */

/**
 * What the page's script does with a check's form. The page holds the form itself.
 * @param {HTMLElement} root
 */
export function openForm(root) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector(".check-form"));
  /** @type {Map<string, HTMLElement>} */
  const facts = new Map(
    [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-fact]"))].map((fact) => [
      fact.dataset.fact ?? "",
      fact,
    ]),
  );
  /** Texts, from a link, that no option of their question stands for; kept until an option is chosen. */
  const odd = new Map();

  /** @param {HTMLElement} fact */
  const radios = (fact) => [.../** @type {NodeListOf<HTMLInputElement>} */ (fact.querySelectorAll("[type=radio]"))];
  /** @param {HTMLElement} fact */
  const input = (fact) => /** @type {HTMLInputElement | null} */ (fact.querySelector(".check-input"));
  /** @param {HTMLElement} fact @param {string} selector */
  const textIn = (fact, selector) => fact.querySelector(selector)?.textContent?.trim() ?? "";

  /** @param {HTMLElement} fact @param {string} text */
  function choose(fact, text) {
    const wanted = text.trim().toLowerCase();
    const all = radios(fact);
    const found = all.find(
      (radio) => radio.value.toLowerCase() === wanted || radio.parentElement?.textContent?.trim() === wanted,
    );
    for (const radio of all) radio.checked = radio === found;
    return found !== undefined;
  }

  form.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "radio") odd.delete(target.name);
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  for (const fact of facts.values()) {
    const pick = fact.querySelector(".check-pick");
    const native = /** @type {HTMLInputElement | null} */ (fact.querySelector(".check-native"));
    const typed = input(fact);
    if (!pick || !native || !typed) continue;
    pick.addEventListener("click", () => {
      native.value = /^\d{4}-\d{2}-\d{2}$/.test(typed.value) ? typed.value : "";
      native.showPicker();
    });
    native.addEventListener("change", () => {
      typed.value = native.value;
      typed.dispatchEvent(new Event("input", { bubbles: true }));
      typed.focus();
    });
  }

  return {
    form,
    names: [...facts.keys()],

    /** The facts as typed, in the form's order; those not touched are left out. @returns {Entry[]} */
    read() {
      return [...facts].flatMap(([name, fact]) => {
        const text = odd.get(name) ?? input(fact)?.value ?? radios(fact).find((radio) => radio.checked)?.value ?? "";
        return text === "" ? [] : [/** @type {Entry} */ ([name, text])];
      });
    },

    /** @param {Entry[]} entries what the form holds from now on */
    fill(entries) {
      const given = new Map(entries);
      odd.clear();
      for (const [name, fact] of facts) {
        const text = given.get(name) ?? "";
        const typed = input(fact);
        if (typed) typed.value = text;
        else if (!choose(fact, text) && text !== "") odd.set(name, text);
      }
    },

    /** The label of a fact. @param {string} name */
    label: (name) => (facts.has(name) ? textIn(/** @type {HTMLElement} */ (facts.get(name)), ".check-label") : name),

    /** The clauses that stand beside a fact. @param {string} name */
    cited: (name) =>
      [...(facts.get(name)?.querySelectorAll("[data-cites]") ?? [])].map(
        (link) => link.getAttribute("data-cites") ?? "",
      ),

    /** The facts whose question was answered with "not known". */
    skipped() {
      return new Set(
        [...facts]
          .filter(([, fact]) => radios(fact).some((r) => r.checked && r.value === "unknown"))
          .map(([name]) => name),
      );
    },

    /**
     * Say under each field what was understood, or what is wrong with it.
     * @param {any} reply
     * @param {string | null} typing the field that is being typed in: not yet told that it is wrong
     */
    tell(reply, typing) {
      /** @type {Map<string, any>} */
      const wrong = new Map(reply.errors.map((/** @type {any} */ error) => [error.fact, error]));
      for (const [name, fact] of facts) {
        const text = odd.get(name);
        if (text !== undefined && !wrong.has(name) && reply.facts[name] !== undefined) {
          odd.delete(name);
          choose(fact, String(reply.facts[name] ?? "unknown"));
        }
        const error = name === typing ? undefined : wrong.get(name);
        const message = error
          ? (odd.has(name) ? words.fromLink(text) : "") + error.problem
          : understood(name, fact, reply);
        const line = /** @type {HTMLElement} */ (fact.querySelector(".check-message"));
        if (line.textContent !== message) line.textContent = message;
        fact.classList.toggle("is-wrong", Boolean(error));
        const control = input(fact) ?? fact.querySelector("[role=radiogroup]");
        if (error) control?.setAttribute("aria-invalid", "true");
        else control?.removeAttribute("aria-invalid");
      }
    },

    /** Bring a fact into view and the keyboard to it. @param {string} name */
    goTo(name) {
      const fact = facts.get(name);
      if (!fact) return;
      const control = input(fact) ?? radios(fact).find((radio) => radio.checked) ?? radios(fact)[0];
      fact.scrollIntoView({ block: "center" });
      control?.focus({ preventScroll: true });
    },

    /** @param {Iterable<string>} names the facts to mark, instead of those marked before */
    mark(names) {
      const marked = new Set(names);
      for (const [name, fact] of facts) fact.classList.toggle("is-marked", marked.has(name));
    },

    /** @param {string} name */
    element: (name) => facts.get(name),
  };

  /** @param {string} name @param {HTMLElement} fact @param {any} reply */
  function understood(name, fact, reply) {
    const typed = input(fact)?.value.trim();
    if (typed === undefined) return "";
    if (typed === "") return name === "as_of" && reply.outcome ? words.today(reply.outcome.as_of) : "";
    const meaning = reply.understood[name] ?? (reply.facts[name] === null ? words.unknown : "");
    return meaning && meaning !== typed ? words.understood(meaning) : "";
  }
}
