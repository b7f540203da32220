// The case at hand, in the page's address and in memory: a link fills the form, and what is entered goes along.

import { button, find, findAll, h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { linkAt } from "../app/navigation.js";
import { words } from "./words.js";

/** @import { CheckReply } from "handbook_checker" */
/** @import { Entry } from "../app/fragment.js" */
/** @import { Form } from "./form.js" */

const PAUSE_MS = 300;
const MOST_STRAYS_SHOWN = 20;
const LONGEST_SHOWN = 80;

/**
 * Cases of this visit by check, each with a way back to the one before, in memory alone: whoever returns by another way
 * than the back button finds theirs, and so does the page where Material brings it anew because its address changed.
 * @typedef {{entries: Entry[], undo: {message: string, entries: Entry[]} | null}} Case
 * @type {Map<string, Case>}
 */
const cases = new Map();

/**
 * @param {HTMLElement} root the check
 * @param {Form} form
 * @param {() => void} changed the form was filled, or something that stood for no field is gone
 * @param {AbortSignal} signal
 */
export function openCase(root, form, changed, signal) {
  const path = location.pathname;
  const check = root.dataset.check ?? "";
  const kept = cases.get(check) ?? { entries: [], undo: null };
  cases.set(check, kept);
  /** What came with a link and stands for no field: unknown names, and names given again. @type {Entry[]} */
  let strays = [];
  let anchor = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let writing;
  let wroteAt = 0;

  const entries = () => [...form.read(), ...strays];

  /** Write the case into the address soon: browsers allow only so many changes of it. */
  function keep() {
    anchor = "";
    kept.entries = entries();
    clearTimeout(writing);
    writing = setTimeout(keepNow, Math.max(0, wroteAt + PAUSE_MS - Date.now()));
  }

  function keepNow() {
    clearTimeout(writing);
    if (location.pathname !== path) return;
    wroteAt = Date.now();
    kept.entries = entries();
    fragment.replace(fragment.write(anchor, entries()));
  }

  /** A link to a regulation, or to a form, takes the case along. @param {Event} event */
  function takeAlong({ target }) {
    keepNow();
    const link = linkAt(target);
    if (link?.origin !== location.origin) return;
    const reader = link.dataset.fills ?? (link.pathname.includes("/regulations/") ? check : null);
    if (!reader) return;
    const along = entries();
    const { anchor: clause } = fragment.read(link.hash);
    link.hash = fragment.write(clause, along.length ? [["check", reader], ...along] : []);
  }

  /** @param {Entry[]} given */
  function fill(given) {
    strays = fragment.straysOf(given, form.names);
    form.fill([...given].reverse());
    kept.entries = given;
    changed();
  }

  /** Replace the whole case, with a way back. @param {Entry[]} given @param {string} message */
  function fillAnew(given, message) {
    kept.undo = { message, entries: entries() };
    anchor = "";
    fill(given);
    keepNow();
    showUndo();
  }

  /**
   * Take what the address holds; a case that differs from the one at hand replaces it, with a way back.
   * @param {Entry[]} [early] what was entered before this script ran
   */
  function takeAddress(early = []) {
    const found = fragment.read(location.hash);
    anchor = found.anchor;
    const example = exampleOf(root, found.entries);
    if (example) return fillExample(example);
    const entered = new Set(early.map(([name]) => name));
    const given = [...(found.entries ?? kept.entries).filter(([name]) => !entered.has(name)), ...early];
    if (kept.entries.length && JSON.stringify(given) !== JSON.stringify(kept.entries)) {
      kept.undo = { message: words.linkFilled, entries: kept.entries };
    }
    fill(given);
    keepNow();
    showUndo();
  }

  /** @param {HTMLElement} example its button */
  function fillExample(example) {
    const facts = Object.entries(JSON.parse(example.dataset.example ?? "{}"));
    fillAnew(facts, words.exampleFilled(example.textContent?.trim() ?? ""));
  }

  // Notices above the form

  const undoLine = h("p", { class: "check-note check-undo", hidden: true, role: "status" });
  const strayBox = h("div", { class: "check-note check-strays", hidden: true, "data-tone": "bad" });
  find(root, ".check-notices").replaceChildren(undoLine, strayBox);

  function showUndo() {
    undoLine.hidden = !kept.undo;
    if (!kept.undo) return;
    const { message, entries: before } = kept.undo;
    const undo = () => {
      fillAnew(before, words.undone);
      form.goTo(form.names[0]);
    };
    undoLine.replaceChildren(message, button(words.undo, undo, { class: "button-link" }));
  }

  /** @param {CheckReply} reply what it finds wrong with them */
  function showStrays({ errors }) {
    strayBox.hidden = strays.length === 0;
    const problems = new Map(errors.map((error) => [error.fact, error.problem]));
    const items = strays.slice(0, MOST_STRAYS_SHOWN).map((stray) => {
      const [name, value] = stray.map(shortened);
      const gone = button(words.remove, () => remove([stray]), { class: "button-link" });
      return h("li", {}, h("code", {}, `${name}=${value}`), " ", problems.get(stray[0]) ?? "", gone);
    });
    const all = button(words.removeAll(strays.length), () => remove(strays), { class: "button-link" });
    strayBox.replaceChildren(words.strays, h("ul", {}, ...items), ...(strays.length > 1 ? [all] : []));
  }

  /** @param {Entry[]} gone */
  function remove(gone) {
    const before = entries();
    strays = strays.filter((stray) => !gone.includes(stray));
    kept.undo = { message: words.removed, entries: before };
    showUndo();
    changed();
    keepNow();
  }

  // Before a link, or the browser, leaves this history entry. The case goes along to regulations and forms.
  for (const event of ["click", "pointerdown", "contextmenu"]) {
    document.addEventListener(event, takeAlong, { capture: true, signal });
  }
  addEventListener("pagehide", keepNow, { signal });
  signal.addEventListener("abort", keepNow, { once: true });

  return {
    entries,
    keep,
    fillExample,
    takeAddress,
    showStrays,
    clear: () => fillAnew([], words.cleared),
    /** The clause that the address names. */
    clause: () => anchor,
    /** Whether the page that the case belongs to is still the one that is shown. */
    isHere: () => location.pathname === path,
    /** Where the case is found again, held against the same day. @param {string} asOf */
    address(asOf) {
      const dated = entries().filter(([name]) => name !== "as_of");
      return new URL(fragment.write("", [["as_of", asOf], ...dated]), location.href).href;
    },
  };
}

/** What a link such as `#?example=1` asks for. @param {HTMLElement} root @param {Entry[] | null} given */
function exampleOf(root, given) {
  const [[name, number] = ["", ""], ...others] = given ?? [];
  return name === "example" && !others.length ? findAll(root, "[data-example]")[Number(number) - 1] : undefined;
}

/** @param {string} text */
const shortened = (text) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
