// What the reader has done, kept on this device alone: answers, courses, and when a card is due again.

import { download, home } from "./asking.js";
import { words } from "./words.js";

const KIND = "handbook-training-progress";
const STORES = /** @type {const} */ (["answers", "courses", "cards"]);
const KEYS = { answers: "at", courses: "key", cards: "id" };
/** So many of the last answers to a clause tell whether it is known by now. */
const RECENT = 5;
const KNOWN_AFTER = 2;

/** @typedef {{at: number, check: string, level: number, seed: string, right: number, asked: number, parts: {clause: string, right: boolean}[]}} Answered */
/** @typedef {"answers" | "courses" | "cards"} Store */

/** @type {Promise<any> | null} */
let opened = null;
/** Where the browser refuses to keep anything, memory does until the page goes. @type {Record<Store, Map<any, any>> | null} */
let memory = null;

async function database() {
  opened ??= import(new URL("generated/vendor/idb.js", home).href).then(({ openDB }) =>
    openDB("handbook-training", 1, {
      upgrade(/** @type {any} */ db) {
        for (const store of STORES) db.createObjectStore(store, { keyPath: KEYS[store] });
      },
      blocking: (/** @type {any} */ _old, /** @type {any} */ _new, /** @type {any} */ event) => event.target.close(),
      terminated: () => (opened = null),
    }),
  );
  try {
    return await opened;
  } catch (error) {
    console.warn(error);
    opened = null;
    memory ??= { answers: new Map(), courses: new Map(), cards: new Map() };
    return null;
  }
}

/** Whether what is done is gone with the page. */
export async function isForgetful() {
  await database();
  return memory !== null;
}

/** @param {Store} store @returns {Promise<any[]>} */
export async function all(store) {
  const db = await database();
  return db ? db.getAll(store) : [.../** @type {any} */ (memory)[store].values()];
}

/** @param {Store} store @param {any} key @returns {Promise<any>} */
export async function get(store, key) {
  const db = await database();
  return db ? db.get(store, key) : /** @type {any} */ (memory)[store].get(key);
}

/** @param {Store} store @param {any} value */
export async function put(store, value) {
  const db = await database();
  if (db) await db.put(store, value);
  /** @type {any} */ else memory[store].set(value[KEYS[store]], value);
}

async function everything() {
  return Object.fromEntries(await Promise.all(STORES.map(async (store) => [store, await all(store)])));
}

async function clear() {
  const db = await database();
  for (const store of STORES) {
    if (db) await db.clear(store);
    /** @type {any} */ else memory[store].clear();
  }
}

/** @param {Record<string, any[]>} kept */
async function addAll(kept) {
  for (const store of STORES) for (const value of kept[store]) await put(store, value);
}

/** A file's content, where it is one of ours in every part. @param {string} text @returns {Record<string, any[]> | null} */
function parse(text) {
  try {
    const given = JSON.parse(text);
    const sound =
      given.kind === KIND &&
      STORES.every(
        (store) =>
          Array.isArray(given[store]) && given[store].every((/** @type {any} */ value) => isSound(store, value)),
      );
    return sound ? given : null;
  } catch {
    return null;
  }
}

/** @param {Store} store @param {any} value */
function isSound(store, value) {
  if (typeof value !== "object" || value === null) return false;
  if (store === "answers") {
    return (
      typeof value.at === "number" &&
      Array.isArray(value.parts) &&
      value.parts.every(
        (/** @type {any} */ part) => typeof part?.clause === "string" && typeof part.right === "boolean",
      )
    );
  }
  if (store === "courses")
    return typeof value.key === "string" && typeof value.course === "object" && Array.isArray(value.answers);
  return (
    typeof value.id === "string" &&
    typeof value.card === "object" &&
    value.card !== null &&
    !Number.isNaN(Date.parse(value.card.due))
  );
}

/**
 * How often each clause was missed lately; one that was then answered rightly twice in a row is known.
 * @param {Answered[]} answers
 * @returns {Map<string, {wrong: number, asked: number}>}
 */
export function missed(answers) {
  /** @type {Map<string, boolean[]>} */
  const byClause = new Map();
  for (const answer of [...answers].sort((one, other) => one.at - other.at)) {
    for (const { clause, right } of answer.parts) byClause.set(clause, [...(byClause.get(clause) ?? []), right]);
  }
  /** @type {Map<string, {wrong: number, asked: number}>} */
  const found = new Map();
  for (const [clause, rights] of byClause) {
    const wrong = rights.slice(-RECENT).filter((right) => !right).length;
    const known = rights.slice(-KNOWN_AFTER).every(Boolean) && rights.length >= KNOWN_AFTER;
    if (wrong && !known) found.set(clause, { wrong, asked: Math.min(rights.length, RECENT) });
  }
  return found;
}

/**
 * The buttons to take one's record along, bring it back, and delete it.
 * @param {HTMLElement} root
 * @param {() => void} changed
 */
export async function openStorage(root, changed) {
  const box = /** @type {HTMLElement} */ (root.querySelector(".training-storage"));
  const said = /** @type {HTMLElement} */ (box.querySelector(".training-said"));
  const button = (/** @type {string} */ what) =>
    /** @type {HTMLButtonElement} */ (box.querySelector(`[data-store="${what}"]`));

  /** @param {string} [first] @param {Node[]} more */
  async function tell(first = "", ...more) {
    const kept = await everything();
    const counted = words.stored(kept.answers.length, kept.courses.length, kept.cards.length);
    said.replaceChildren(`${first}${counted}${(await isForgetful()) ? words.memoryOnly : ""}`, ...more);
  }

  button("export").addEventListener("click", async () => {
    const name = `培训记录-${new Date().toISOString().slice(0, 10)}.json`;
    download(name, JSON.stringify({ kind: KIND, version: 1, ...(await everything()) }, null, 1), "application/json");
    await tell(words.exported);
  });
  button("import").addEventListener("click", () => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".json,application/json";
    input.addEventListener("change", async () => {
      const kept = input.files?.[0] ? parse(await input.files[0].text()) : null;
      if (kept) await addAll(kept);
      await tell(kept ? words.imported : words.notImported);
      changed();
    });
    input.click();
  });
  button("delete").addEventListener("click", async () => {
    const kept = await everything();
    await clear();
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "training-button";
    undo.textContent = words.undo;
    undo.addEventListener("click", async () => {
      await addAll(kept);
      await tell(words.undone);
      changed();
      button("delete").focus();
    });
    await tell(words.deleted, " ", undo);
    changed();
  });
  await tell();
  return tell;
}
