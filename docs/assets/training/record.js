// What is kept of a trainee: read from a file, and what it shows.

/** @import { CourseLink } from "handbook_checker" */
/** @import { Card as Schedule } from "ts-fsrs" */
/** @import { Answer } from "./fields.js" */

/**
 * @typedef {{clause: string, right: boolean}} AnsweredPart
 * @typedef {{at: number, check: string, level: number, seed: string, right: number, asked: number, parts: AnsweredPart[]}} Answered
 *
 * @typedef {object} Attempt at a course
 * @property {string} key of the edition and the course
 * @property {CourseLink} course
 * @property {string} edition
 * @property {string} name
 * @property {number} started
 * @property {Record<string, Answer>[]} answers by case
 * @property {number} index of the case that was shown last
 * @property {number | null} finished
 *
 * @typedef {Omit<Schedule, "due" | "last_review"> & {due: string, last_review?: string}} KeptSchedule dates as text
 *
 * @typedef {{answers: Answered, courses: Attempt, cards: {id: string, card: KeptSchedule}}} Kept
 * @typedef {keyof Kept} Store
 * @typedef {{[Name in Store]: Kept[Name][]}} Everything
 */

export const KIND = "handbook-training-progress";
/** So many of the last answers to a clause tell whether it is known by now. */
const RECENT = 5;
const KNOWN_AFTER = 2;

/** A file's content, where it is one of ours in every part. @param {string} text @returns {Everything | null} */
export function parse(text) {
  try {
    const given = JSON.parse(text);
    const isWhole =
      given.kind === KIND &&
      Object.entries(SOUND).every(([store, isSound]) => Array.isArray(given[store]) && given[store].every(isSound));
    return isWhole ? given : null;
  } catch {
    return null;
  }
}

/** @type {{[Name in Store]: (value: Partial<Kept[Name]> | null) => boolean}} */
const SOUND = {
  answers: (value) =>
    typeof value?.at === "number" &&
    Array.isArray(value.parts) &&
    value.parts.every((part) => typeof part?.clause === "string" && typeof part.right === "boolean"),
  courses: (value) =>
    typeof value?.key === "string" && typeof value.course === "object" && Array.isArray(value.answers),
  cards: (value) =>
    typeof value?.id === "string" &&
    typeof value.card === "object" &&
    value.card !== null &&
    !Number.isNaN(Date.parse(value.card.due)),
};

/**
 * How often each clause was missed lately; one that was then answered rightly twice in a row is known.
 * @param {Pick<Answered, "at" | "parts">[]} answers
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
