// Hostile addresses and entries for the page's own reading of a case, as `fuzz.py` has hostile files for the checker.
//
//   node fragment_fuzz.mjs INPUTS SEED
//
// An address may come from anybody. Whatever it says, it is read as text, told to the checker as text, and written back
// so that it reads the same; nothing throws, nothing takes long. Prints its figures as JSON.

import { request } from "../../docs/assets/app/client.js";
import { read, write } from "../../docs/assets/app/fragment.js";

const [inputs, seed] = process.argv.slice(2).map(Number);
const MEGABYTE = 1_000_000;
const TOKENS = [
  ..."#?&=%+;/\\\"'<>{}[]: \t\n\0",
  ...[
    "role",
    "as_of",
    "requested_amount",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "check",
    "settings",
  ],
  ...[
    "downstream",
    "12万",
    "2026-11-24",
    "是",
    "null",
    "true",
    "1e999",
    "９９",
    "<script>alert(1)</script>",
    "javascript:",
  ],
  ...["%E4%B8%87", "%3D", "%26", "%23", "%3F", "%00", "%ED%A0%80", "%FF", "%E4", "%u4e07", "%25", "%2", "%zz", "%0A"],
  ...[
    "\ud800",
    "\udc00",
    "\ud83d\ude00",
    "\u202e",
    "\ufeff",
    "\u2028",
    "credit.15.1",
    "a".repeat(300),
    "&a=b".repeat(50),
  ],
];
const LARGE = {
  "many names": `#?${"a&".repeat(MEGABYTE / 2)}`,
  "many facts": `#?${"role=1&".repeat(MEGABYTE / 7)}`,
  "percent signs": `#?role=${"%".repeat(MEGABYTE)}`,
  "equals signs": `#?${"=".repeat(MEGABYTE)}`,
  "question marks": `#${"?".repeat(MEGABYTE)}`,
  "one long name": `#?${"a".repeat(MEGABYTE)}`,
  "one long value": `#?role=${"%E4%B8%87".repeat(MEGABYTE / 9)}`,
  "one long anchor": `#${"x".repeat(MEGABYTE)}`,
};

let state = seed;
/** A whole number below `below`, from Mulberry32. @param {number} below */
function random(below) {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}

/** @param {number} most */
function text(most) {
  return Array.from({ length: random(most + 1) }, () => TOKENS[random(TOKENS.length)]).join("");
}

/** @type {(holds: boolean, what: string) => asserts holds} */
function assert(holds, what) {
  if (!holds) throw new Error(what);
}

const same = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
  JSON.stringify(one) === JSON.stringify(other);
const wellFormed = (/** @type {[string, string][]} */ entries) =>
  entries.map((entry) => entry.map((part) => part.toWellFormed()));

/**
 * What became of an address, and the microseconds that the page's part of it took.
 * @param {string} hash
 * @returns {[result: string, microseconds: number]}
 */
function attack(hash) {
  const start = process.cpuUsage();
  const { anchor, entries } = read(hash);
  const asking = request("credit", null, entries ?? []);
  const { user, system } = process.cpuUsage(start);
  assert(typeof anchor === "string", "the anchor is no text");
  if (entries === null) return ["no case", user + system];
  assert(
    entries.flat().every((part) => typeof part === "string"),
    "an entry is no text",
  );
  const asked = JSON.parse(asking);
  assert(same(Object.keys(asked), ["check", "settings", "entries"]), "an entry got out of its place");
  assert(Object.keys(asked.entries).length === new Set(entries.map(([name]) => name)).size, "a name got lost");
  const again = read(write(anchor, entries));
  assert(same(again.entries ?? [], wellFormed(entries)), "written back it reads otherwise");
  return [entries.length ? "case" : "empty case", user + system];
}

/** @type {Record<string, number>} */
const became = {};
/** @type {string[]} */
const crashes = [];
/** @type {[microseconds: number, name: string]} */
let slowest = [0, ""];
/** @param {string} name @param {string} hash */
function put(name, hash) {
  try {
    const [result, microseconds] = attack(hash);
    became[result] = (became[result] ?? 0) + 1;
    if (microseconds > slowest[0]) slowest = [microseconds, name.slice(0, 80)];
  } catch (error) {
    crashes.push(`${name}: ${error}`);
  }
}

for (let number = 0; number < inputs; number++) {
  const hash = (random(8) ? "#" : "") + text(2) + (random(8) ? "?" : "") + text(12);
  put(hash, hash);
}
for (const [name, hash] of Object.entries(LARGE)) put(name, hash);

const figures = {
  inputs,
  large: Object.keys(LARGE).length,
  became,
  crashes: crashes.length,
  slowest_ms: slowest[0] / 1000,
  slowest: slowest[1],
};
console.log(JSON.stringify({ ...figures, first_crashes: crashes.slice(0, 5) }));
