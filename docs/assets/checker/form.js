import { find, findAll } from "../app/dom.js";
import { words } from "./words.js";

/** @import { CheckReply } from "handbook_checker" */
/** @import { Entry } from "../app/fragment.js" */

/** @typedef {ReturnType<typeof openForm>} Form */

/**
 * What the page's script does with a check's form. The page holds the form itself.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function openForm(root, signal) {
  const form = find(root, ".check-form", HTMLFormElement);
  const facts = new Map(findAll(form, "[data-fact]").map((fact) => [fact.dataset.fact ?? "", fact]));
  /** Texts, from a link, that no option of their question stands for; kept until an option is chosen. */
  const odd = new Map();

  /** @param {HTMLElement} fact */
  const radios = (fact) => findAll(fact, "[type=radio]", HTMLInputElement);
  /** @param {HTMLElement} fact @returns {HTMLInputElement | null} */
  const input = (fact) => fact.querySelector("input.check-input");

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

  form.addEventListener(
    "input",
    ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "radio") odd.delete(target.name);
    },
    { signal },
  );
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  for (const fact of facts.values()) offerCalendar(fact, signal);

  /** @param {string} name @param {HTMLElement} fact @param {CheckReply} reply */
  function understood(name, fact, reply) {
    const typed = input(fact)?.value.trim();
    if (typed === undefined) return "";
    if (typed === "") return name === "as_of" && reply.outcome ? words.today(reply.outcome.as_of) : "";
    const meaning = reply.understood[name] ?? (reply.facts[name] === null ? words.unknown : "");
    return meaning && meaning !== typed ? words.understood(meaning) : "";
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
    label: (name) => facts.get(name)?.querySelector(".check-label")?.textContent?.trim() ?? name,

    /** The clauses that stand beside a fact. @param {string} name */
    cited: (name) =>
      [...(facts.get(name)?.querySelectorAll("[data-cites]") ?? [])].map(
        (link) => link.getAttribute("data-cites") ?? "",
      ),

    /** The facts whose question was answered with "not known". */
    skipped: () =>
      new Set(
        [...facts]
          .filter(([, fact]) => radios(fact).some((radio) => radio.checked && radio.value === "unknown"))
          .map(([name]) => name),
      ),

    /**
     * Show under each field what was understood, or what is wrong with it.
     * @param {CheckReply} reply
     * @param {string | null} typing the field that is being typed in: what is wrong with it is not shown yet
     */
    showReply(reply, typing) {
      const wrong = new Map(reply.errors.map((error) => [error.fact, error]));
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
        const line = find(fact, ".check-message");
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

    /** @param {string | null} name */
    element: (name) => facts.get(name ?? ""),
  };
}

/** The button beside a date's field. @param {HTMLElement} fact @param {AbortSignal} signal */
function offerCalendar(fact, signal) {
  const pick = fact.querySelector(".check-pick");
  /** @type {HTMLInputElement | null} */
  const native = fact.querySelector("input.check-native");
  /** @type {HTMLInputElement | null} */
  const typed = fact.querySelector("input.check-input");
  if (!pick || !native || !typed) return;
  pick.addEventListener(
    "click",
    () => {
      native.value = /^\d{4}-\d{2}-\d{2}$/.test(typed.value) ? typed.value : "";
      native.showPicker();
    },
    { signal },
  );
  native.addEventListener(
    "change",
    () => {
      typed.value = native.value;
      typed.dispatchEvent(new Event("input", { bubbles: true }));
      typed.focus();
    },
    { signal },
  );
}
