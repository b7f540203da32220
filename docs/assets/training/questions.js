// The questions on a case: their fields, the answers in them, and the grading beside each.

import { h } from "../app/dom.js";
import { words } from "./words.js";

/** @typedef {string | string[]} Answer */
/** @typedef {{id: string, prompt: string, kind: string, options: [string, string][], can_be_open: boolean, can_be_none: boolean}} Question */
/** @typedef {{element: HTMLElement, read: () => Answer, fill: (answer: Answer | undefined) => void, focus: () => void}} Field */
/** @typedef {Map<string, import("./asking.js").Clause>} Clauses */

const OPEN = "open";
const WORDS_SHOWN = 26;
let lastName = 0;

/**
 * A story as paragraphs; every sentence can be marked.
 * @param {any} shown
 * @returns {HTMLElement}
 */
export function story(shown) {
  return h(
    "div",
    { class: "training-story" },
    ...shown.story.map((/** @type {any[]} */ paragraph) =>
      h("p", {}, ...paragraph.map((sentence) => h("span", { "data-facts": sentence.facts.join(" ") }, sentence.text))),
    ),
  );
}

/**
 * The form for the questions on a case.
 * @param {Question[]} asked
 * @param {Clauses} clauses
 */
export function questions(asked, clauses) {
  const fields = new Map(asked.map((question, place) => [question.id, field(question, place + 1, clauses)]));
  const form = h(
    "form",
    { class: "training-questions", novalidate: true, autocomplete: "off" },
    ...[...fields.values()].map((each) => each.element),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    form,
    fields,
    /** Every answer that was given. @returns {Record<string, Answer>} */
    read: () =>
      Object.fromEntries([...fields].map(([id, each]) => [id, each.read()]).filter(([, answer]) => answer !== "")),
    /** @param {Record<string, Answer>} answers */
    fill(answers) {
      for (const [id, each] of fields) each.fill(answers[id]);
    },
    /** The questions that nobody has touched. */
    unanswered: () => [...fields].filter(([, each]) => each.read() === "").map(([id]) => id),
    lock() {
      for (const control of form.querySelectorAll("input, select, button")) control.toggleAttribute("disabled", true);
    },
  };
}

/** @param {Question} question @param {number} place @param {Clauses} clauses @returns {Field} */
function field(question, place, clauses) {
  const name = `question-${++lastName}`;
  const kinds = { one, many, sequence, amount: typed, day: typed, clause: cited };
  const { controls, read, fill, focus, labelled } = kinds[/** @type {keyof typeof kinds} */ (question.kind)](
    question,
    name,
    clauses,
  );
  const legend = [h("span", { class: "training-number" }, String(place)), question.prompt];
  const element = labelled
    ? h(
        "div",
        { class: "training-question", "data-question": question.id },
        h("label", { class: "training-prompt", for: labelled }, ...legend),
        ...controls,
      )
    : h(
        "fieldset",
        { class: "training-question", "data-question": question.id },
        h("legend", { class: "training-prompt" }, ...legend),
        ...controls,
      );
  return { element, read, fill, focus };
}

/** @param {Question} question */
const choices = (question) => [
  ...question.options,
  ...(question.can_be_open ? [/** @type {[string, string]} */ ([OPEN, words.open])] : []),
];

/** @param {Question} question @param {string} name */
function one(question, name) {
  const radios = choices(question).map(([value]) => h("input", { type: "radio", name, value }));
  const inputs = /** @type {HTMLInputElement[]} */ (radios);
  return {
    controls: [options(inputs, choices(question))],
    read: () => inputs.find((input) => input.checked)?.value ?? "",
    fill: (/** @type {Answer | undefined} */ answer) =>
      inputs.forEach((input) => (input.checked = input.value === answer)),
    focus: () => inputs[0]?.focus(),
    labelled: "",
  };
}

/** @param {Question} question @param {string} name */
function many(question, name) {
  const inputs = /** @type {HTMLInputElement[]} */ (
    question.options.map(([value]) => h("input", { type: "checkbox", name, value }))
  );
  const none = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", name, value: "" }));
  // None is an answer too, and not the same as no answer.
  for (const input of inputs) input.addEventListener("change", () => (none.checked &&= !input.checked));
  none.addEventListener("change", () => none.checked && inputs.forEach((input) => (input.checked = false)));
  return {
    controls: [
      question.can_be_none
        ? options([...inputs, none], [...question.options, ["", words.none]])
        : options(inputs, question.options),
    ],
    read: () => {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      return chosen.length || none.checked ? chosen : "";
    },
    fill: (/** @type {Answer | undefined} */ answer) => {
      for (const input of inputs) input.checked = Array.isArray(answer) && answer.includes(input.value);
      none.checked = Array.isArray(answer) && answer.length === 0;
    },
    focus: () => inputs[0]?.focus(),
    labelled: "",
  };
}

/** @param {HTMLInputElement[]} inputs @param {[string, string][]} labels */
function options(inputs, labels) {
  return h(
    "div",
    { class: "training-options" },
    ...inputs.map((input, place) => h("label", { class: "training-option" }, input, h("span", {}, labels[place][1]))),
  );
}

/** @param {Question} question @param {string} name */
function typed(question, name) {
  const input = /** @type {HTMLInputElement} */ (
    h("input", {
      id: name,
      type: "text",
      class: "training-input",
      placeholder: question.kind === "day" ? words.dayHint : words.amountHint,
      inputmode: question.kind === "day" ? null : "decimal",
      spellcheck: "false",
    })
  );
  const open = opening(question, () => (input.value = ""));
  input.addEventListener("input", () => open && input.value && (open.checked = false));
  return {
    controls: [
      h(
        "div",
        { class: "training-options" },
        input,
        open && h("label", { class: "training-option" }, open, h("span", {}, words.open)),
      ),
    ],
    read: () => (open?.checked ? OPEN : input.value.trim()),
    fill: (/** @type {Answer | undefined} */ answer) => {
      if (open) open.checked = answer === OPEN;
      input.value = typeof answer === "string" && answer !== OPEN ? answer : "";
    },
    focus: () => input.focus(),
    labelled: name,
  };
}

/** The box to tick where what is known does not settle the answer. @param {Question} question @param {() => void} clear */
function opening(question, clear) {
  if (!question.can_be_open) return null;
  const open = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox", value: OPEN }));
  open.addEventListener("change", () => open.checked && clear());
  return open;
}

/** @param {Question} question @param {string} name @param {Clauses} clauses */
function cited(question, name, clauses) {
  const select = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { id: name, class: "training-input" },
      h("option", { value: "" }, words.pick),
      ...question.options.map(([id]) => {
        const clause = clauses.get(id);
        const said = clause?.words.replace(/\s*\/\s*/g, " ") ?? "";
        return h(
          "option",
          { value: id },
          `${clause?.name ?? id}　${said.length > WORDS_SHOWN ? `${said.slice(0, WORDS_SHOWN)}…` : said}`,
        );
      }),
    )
  );
  return {
    controls: [select],
    read: () => select.value,
    fill: (/** @type {Answer | undefined} */ answer) => (select.value = typeof answer === "string" ? answer : ""),
    focus: () => select.focus(),
    labelled: name,
  };
}

/** Put in order, by pointer and by keyboard alike: a button takes an item in, others move it. @param {Question} question */
function sequence(question) {
  const labels = new Map(question.options);
  /** @type {string[]} */
  let order = [];
  /** No item at all is an answer too, once somebody has said so. */
  let none = false;
  const pool = h("div", { class: "training-options" });
  const list = h("ol", { class: "training-order" });
  const said = h("p", { class: "training-hidden", role: "status" });
  const noneBox = /** @type {HTMLInputElement} */ (h("input", { type: "checkbox" }));
  const open = opening(question, () => change([]));
  noneBox.addEventListener("change", () => {
    none = noneBox.checked;
    if (none) change([]);
    else show();
  });

  /** @param {string[]} next @param {() => HTMLElement | null | undefined} [focus] */
  function change(next, focus) {
    order = next;
    if (order.length) {
      none = false;
      if (open) open.checked = false;
    }
    show();
    focus?.()?.focus();
    list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function show() {
    noneBox.checked = none;
    pool.replaceChildren(
      ...question.options
        .filter(([value]) => !order.includes(value))
        .map(([value, label]) => {
          const button = h("button", { type: "button", class: "training-button", "data-value": value }, label);
          button.addEventListener("click", () => {
            const after = /** @type {HTMLElement | null} */ (
              button.nextElementSibling ?? button.previousElementSibling
            );
            const next = after?.dataset.value;
            change(
              [...order, value],
              () => pool.querySelector(`[data-value="${CSS.escape(next ?? "")}"]`) ?? list.querySelector("button"),
            );
            said.textContent = words.placed(label, order.length);
          });
          return button;
        }),
    );
    list.replaceChildren(
      ...order.map((value, place) => {
        const label = labels.get(value) ?? value;
        /** @param {string} text @param {string} name @param {boolean} possible @param {() => void} run */
        const move = (text, name, possible, run) => {
          const button = h(
            "button",
            {
              type: "button",
              class: "training-move",
              "aria-label": `${name}${words.colon}${label}`,
              disabled: !possible,
              "data-move": name,
            },
            text,
          );
          button.addEventListener("click", run);
          return button;
        };
        /** @param {number} to @param {string} name */
        const moveTo = (to, name) => {
          const next = order.filter((other) => other !== value);
          next.splice(to, 0, value);
          change(next, () => {
            const item = list.children[to];
            return (
              item?.querySelector(`[data-move="${name}"]:not(:disabled)`) ??
              item?.querySelector("button:not(:disabled)")
            );
          });
          said.textContent = words.placed(label, to + 1);
        };
        return h(
          "li",
          { "data-value": value },
          h("span", {}, label),
          h(
            "span",
            { class: "training-moves" },
            move("↑", words.up, place > 0, () => moveTo(place - 1, words.up)),
            move("↓", words.down, place < order.length - 1, () => moveTo(place + 1, words.down)),
            move("×", words.remove, true, () => {
              change(
                order.filter((other) => other !== value),
                () => pool.querySelector(`[data-value="${CSS.escape(value)}"]`),
              );
              said.textContent = words.removed(label);
            }),
          ),
        );
      }),
    );
    list.hidden = order.length === 0;
  }
  show();
  return {
    controls: [
      pool,
      list,
      h(
        "div",
        { class: "training-options" },
        question.can_be_none && h("label", { class: "training-option" }, noneBox, h("span", {}, words.noneOfThem)),
        open && h("label", { class: "training-option" }, open, h("span", {}, words.open)),
      ),
      said,
    ],
    read: () => (open?.checked ? OPEN : order.length || none ? order : ""),
    fill: (/** @type {Answer | undefined} */ answer) => {
      if (open) open.checked = answer === OPEN;
      order = Array.isArray(answer) ? answer.filter((value) => labels.has(value)) : [];
      none = Array.isArray(answer) && answer.length === 0;
      show();
    },
    focus: () => (pool.querySelector("button") ?? list.querySelector("button"))?.focus(),
    labelled: "",
  };
}

/**
 * Whatever a remark says, with links to its clauses and the sentences of the story that it rests on.
 * @param {any} remark
 * @param {Clauses} clauses
 * @param {any} [shown] the case, where the story is to be quoted
 */
export function remark(remark, clauses, shown) {
  const facts = new Set(remark.facts);
  const sentences = shown
    ? shown.story
        .flat()
        .filter((/** @type {any} */ sentence) => sentence.facts.some((/** @type {string} */ name) => facts.has(name)))
    : [];
  return [
    h("span", {}, remark.text),
    ...cites(remark.clauses, clauses),
    ...(sentences.length && sentences.length <= 3
      ? [
          h(
            "span",
            { class: "training-quote" },
            `${words.quoted}${words.colon}“${sentences.map((/** @type {any} */ s) => s.text.replace(/。$/, "")).join("；")}”`,
          ),
        ]
      : []),
  ];
}

/** @param {string[]} ids @param {Clauses} clauses @param {"name" | "citation"} [how] by its name within its regulation, or with the regulation's */
export function cites(ids, clauses, how = "name") {
  return ids.map((id) =>
    h(
      "a",
      { class: "training-cite", href: clauses.get(id)?.href ?? null, title: clauses.get(id)?.words ?? null },
      clauses.get(id)?.[how] ?? id,
    ),
  );
}

/** An answer or what is right in words; a clause by its name. @param {any} part @param {"yours" | "expected"} which @param {Clauses} clauses */
export function inWords(part, which, clauses) {
  return part.kind === "clause" ? (clauses.get(part[which])?.name ?? part[which]) : part[which];
}

/**
 * What is said of one graded part.
 * @param {any} part
 * @param {boolean} first whether it is the first that is wrong
 * @param {Clauses} clauses
 * @param {any} shown
 */
export function verdict(part, first, clauses, shown) {
  const others = part.accepted.filter((/** @type {string} */ id) => id !== part.expected);
  const lines = part.right
    ? [h("p", {}, mark(true), h("span", {}, inWords(part, "yours", clauses)))]
    : [
        h("p", {}, mark(false), h("span", {}, `${words.yours}${words.colon}${inWords(part, "yours", clauses)}`)),
        h(
          "p",
          {},
          `${words.expected}${words.colon}`,
          ...(part.kind === "clause" ? cites([part.expected], clauses) : [inWords(part, "expected", clauses)]),
          ...(others.length ? [`（${words.alsoRight}${words.colon}`, ...cites(others, clauses), "）"] : []),
        ),
      ];
  if (part.departs) {
    lines.push(
      h(
        "p",
        { class: "training-departs" },
        h("strong", {}, `${first ? words.departsFirst : words.departs}${words.colon}`),
        ...remark(part.departs, clauses, shown),
      ),
    );
  }
  return h("div", { class: "training-verdict-box", "data-right": String(part.right) }, ...lines);
}

/** @param {boolean} right */
function mark(right) {
  return h(
    "span",
    { class: "training-mark", "data-right": String(right) },
    right ? `✓ ${words.right}` : `✗ ${words.wrong}`,
  );
}

/** The way to the answer. @param {any} graded @param {Clauses} clauses @param {any} shown */
export function reasoning(graded, clauses, shown) {
  return h(
    "ol",
    { class: "training-reasons" },
    ...graded.reasons.map((/** @type {any} */ reason) => h("li", {}, ...remark(reason, clauses, shown))),
  );
}

/** The readings of the register that an outcome relied on. @param {string[]} ids */
export function readings(ids) {
  const links = ids.map((id) => h("a", { class: "training-cite", href: `../../reference/interpretations/#${id}` }, id));
  return h("p", { class: "training-soft", hidden: ids.length === 0 }, `${words.readings}${words.colon}`, ...links);
}
