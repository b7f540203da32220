// What the reader has done, kept on this device alone: answers, courses, and when a card is due again.

import { day } from "../app/dates.js";
import { button, find, h } from "../app/dom.js";
import { download } from "../app/files.js";
import { home } from "../editions/editions.js";
import { KIND, missed, parse } from "./record.js";
import { words } from "./words.js";

/** @import { IDBPDatabase } from "idb" */
/** @import { Everything, Kept, Store } from "./record.js" */

export { missed };

/** @type {Store[]} */
const STORES = ["answers", "courses", "cards"];
/** @type {{answers: "at", courses: "key", cards: "id"}} */
const KEYS = { answers: "at", courses: "key", cards: "id" };

/** @type {Promise<IDBPDatabase> | null} */
let opened = null;
/** Where the browser refuses to keep anything, memory does until the page goes. @type {Map<string, Map<unknown, unknown>> | null} */
let memory = null;

/** @returns {Promise<IDBPDatabase | null>} null where nothing can be kept */
async function database() {
  opened ??= open();
  try {
    return await opened;
  } catch (error) {
    console.warn(error);
    opened = null;
    memory ??= new Map(STORES.map((store) => [store, new Map()]));
    return null;
  }
}

async function open() {
  /** @type {typeof import("idb")} */
  const { openDB } = await import(new URL("generated/vendor/idb.js", home).href);
  return openDB("handbook-training", 1, {
    upgrade(db) {
      for (const store of STORES) db.createObjectStore(store, { keyPath: KEYS[store] });
    },
    // Another tab wants to change it.
    blocking(_current, _blocked, { target }) {
      if (target instanceof IDBDatabase) target.close();
    },
    terminated() {
      opened = null;
    },
  });
}

/** @param {Store} store */
const inMemory = (store) => memory?.get(store) ?? new Map();

/** Whether what is done is gone with the page. */
export async function isForgetful() {
  await database();
  return memory !== null;
}

/** @template {Store} Name @param {Name} store @returns {Promise<Kept[Name][]>} */
export async function all(store) {
  const db = await database();
  return db ? db.getAll(store) : /** @type {Kept[Name][]} */ ([...inMemory(store).values()]);
}

/** @template {Store} Name @param {Name} store @param {string} key @returns {Promise<Kept[Name] | undefined>} */
export async function get(store, key) {
  const db = await database();
  return db ? db.get(store, key) : /** @type {Kept[Name] | undefined} */ (inMemory(store).get(key));
}

/** @template {Store} Name @param {Name} store @param {Kept[Name]} value */
export async function put(store, value) {
  const db = await database();
  if (db) await db.put(store, value);
  else inMemory(store).set(Reflect.get(value, KEYS[store]), value);
}

/** @returns {Promise<Everything>} */
async function everything() {
  const [answers, courses, cards] = await Promise.all([all("answers"), all("courses"), all("cards")]);
  return { answers, courses, cards };
}

async function clear() {
  const db = await database();
  for (const store of STORES) {
    if (db) await db.clear(store);
    else inMemory(store).clear();
  }
}

/** @param {Everything} kept */
async function addAll(kept) {
  for (const value of kept.answers) await put("answers", value);
  for (const value of kept.courses) await put("courses", value);
  for (const value of kept.cards) await put("cards", value);
}

/**
 * The buttons to take one's record along, bring it back, and delete it.
 * @param {HTMLElement} root
 * @param {() => void} changed
 * @returns {Promise<() => Promise<void>>} shows what is kept by now
 */
export async function openStorage(root, changed) {
  const box = find(root, ".training-storage");
  const message = find(box, ".training-message");
  const on = (/** @type {string} */ what, /** @type {() => void} */ run) =>
    find(box, `[data-store="${what}"]`).addEventListener("click", run);

  /** @param {string} [first] @param {...(Node | string)} more */
  async function tell(first = "", ...more) {
    const kept = await everything();
    const counted = words.stored(kept.answers.length, kept.courses.length, kept.cards.length);
    message.replaceChildren(`${first}${counted}${(await isForgetful()) ? words.memoryOnly : ""}`, ...more);
  }

  on("export", async () => {
    const content = JSON.stringify({ kind: KIND, version: 1, ...(await everything()) }, null, 1);
    download(`${words.progressFile}-${day(new Date())}.json`, content, "application/json");
    await tell(words.exported);
  });
  on("import", () => {
    const input = h("input", { type: "file", accept: ".json,application/json" });
    input.addEventListener("change", async () => {
      const kept = input.files?.[0] ? parse(await input.files[0].text()) : null;
      if (kept) await addAll(kept);
      await tell(kept ? words.imported : words.notImported);
      changed();
    });
    input.click();
  });
  on("delete", async () => {
    const kept = await everything();
    await clear();
    const undo = button(words.undo, async () => {
      await addAll(kept);
      await tell(words.undone);
      changed();
      find(box, '[data-store="delete"]').focus();
    });
    await tell(words.deleted, " ", undo);
    changed();
  });
  await tell();
  return tell;
}
