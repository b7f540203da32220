// The questions on a case: their fields, and the answers in them.

import { h } from "../app/dom.js";
import { OPEN, opening, option } from "./fields.js";
import { sequence } from "./sequence.js";
import { words } from "./words.js";

/** @import { Question } from "handbook_checker" */
/** @import { Clauses } from "../app/clauses.js" */
/** @import { Answer, Field } from "./fields.js" */

/** @typedef {ReturnType<typeof questions>} Questions */

const WORDS_SHOWN = 26;
let lastName = 0;

/** @type {Record<Question["kind"], (question: Question, name: string, clauses: Clauses) => Field>} */
const FIELDS = { one, many, sequence, amount: typed, day: typed, clause: cited };

/**
 * The form for the questions on a case.
 * @param {Question[]} asked
 * @param {Clauses} clauses
 */
export function questions(asked, clauses) {
  /** @type {Map<string, Field>} */
  const fields = new Map();
  const elements = asked.map((question, index) => {
    const name = `question-${++lastName}`;
    const field = FIELDS[question.kind](question, name, clauses);
    fields.set(question.id, field);
    return labelled(question, index + 1, field);
  });
  const form = h("form", { class: "training-questions", novalidate: true, autocomplete: "off" }, ...elements);
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    form,
    /** Every answer that was given. @returns {Record<string, Answer>} */
    read: () =>
      Object.fromEntries([...fields].map(([id, field]) => [id, field.read()]).filter(([, answer]) => answer !== "")),
    /** @param {Record<string, Answer>} answers */
    fill(answers) {
      for (const [id, field] of fields) field.fill(answers[id]);
    },
    /** The questions that nobody has touched. */
    unanswered: () => [...fields].filter(([, field]) => field.read() === "").map(([id]) => id),
    /** @param {string} id */
    focus: (id) => fields.get(id)?.focus(),
    lock() {
      for (const control of form.querySelectorAll("input, select, button")) control.toggleAttribute("disabled", true);
    },
  };
}

/** @param {Question} question @param {number} number @param {Field} field */
function labelled(question, number, { controls, labelled: control }) {
  const prompt = [h("span", { class: "training-number" }, String(number)), question.prompt];
  const attributes = { class: "training-question", "data-question": question.id };
  return control
    ? h("div", attributes, h("label", { class: "training-prompt", for: control }, ...prompt), ...controls)
    : h("fieldset", attributes, h("legend", { class: "training-prompt" }, ...prompt), ...controls);
}

/** @param {Question} question @param {string} name @returns {Field} */
function one(question, name) {
  const choices = question.can_be_open ? [...question.options, [OPEN, words.open]] : question.options;
  const inputs = choices.map(([value]) => h("input", { type: "radio", name, value }));
  return {
    controls: [options(inputs, choices)],
    read: () => inputs.find((input) => input.checked)?.value ?? "",
    fill(answer) {
      for (const input of inputs) input.checked = input.value === answer;
    },
    focus: () => inputs[0]?.focus(),
    labelled: "",
  };
}

/** @param {Question} question @param {string} name @returns {Field} */
function many(question, name) {
  const inputs = question.options.map(([value]) => h("input", { type: "checkbox", name, value }));
  const none = h("input", { type: "checkbox", name, value: "" });
  // None is an answer too, and not the same as no answer.
  for (const input of inputs) {
    input.addEventListener("change", () => {
      if (input.checked) none.checked = false;
    });
  }
  none.addEventListener("change", () => {
    if (none.checked) for (const input of inputs) input.checked = false;
  });
  return {
    controls: [
      question.can_be_none
        ? options([...inputs, none], [...question.options, ["", words.none]])
        : options(inputs, question.options),
    ],
    read() {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      return chosen.length || none.checked ? chosen : "";
    },
    fill(answer) {
      for (const input of inputs) input.checked = Array.isArray(answer) && answer.includes(input.value);
      none.checked = Array.isArray(answer) && answer.length === 0;
    },
    focus: () => inputs[0]?.focus(),
    labelled: "",
  };
}

/** @param {HTMLInputElement[]} inputs @param {string[][]} labels */
function options(inputs, labels) {
  return h("div", { class: "training-options" }, ...inputs.map((input, index) => option(input, labels[index][1])));
}

/** @param {Question} question @param {string} name @returns {Field} */
function typed(question, name) {
  const isDay = question.kind === "day";
  const input = h("input", {
    id: name,
    type: "text",
    class: "training-input",
    placeholder: isDay ? words.dayHint : words.amountHint,
    inputmode: isDay ? null : "decimal",
    spellcheck: "false",
  });
  const open = opening(question, () => {
    input.value = "";
  });
  input.addEventListener("input", () => {
    if (open && input.value) open.checked = false;
  });
  return {
    controls: [h("div", { class: "training-options" }, input, open && option(open, words.open))],
    read: () => (open?.checked ? OPEN : input.value.trim()),
    fill(answer) {
      if (open) open.checked = answer === OPEN;
      input.value = typeof answer === "string" && answer !== OPEN ? answer : "";
    },
    focus: () => input.focus(),
    labelled: name,
  };
}

/** @param {Question} question @param {string} name @param {Clauses} clauses @returns {Field} */
function cited(question, name, clauses) {
  const select = h(
    "select",
    { id: name, class: "training-input" },
    h("option", { value: "" }, words.pick),
    ...question.options.map(([id]) => {
      const clause = clauses.get(id);
      const text = clause?.words.replace(/\s*\/\s*/g, " ") ?? "";
      const start = text.length > WORDS_SHOWN ? `${text.slice(0, WORDS_SHOWN)}…` : text;
      return h("option", { value: id }, `${clause?.name ?? id}　${start}`);
    }),
  );
  return {
    controls: [select],
    read: () => select.value,
    fill(answer) {
      select.value = typeof answer === "string" ? answer : "";
    },
    focus: () => select.focus(),
    labelled: name,
  };
}
