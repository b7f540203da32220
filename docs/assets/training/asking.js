import { ask as askPart } from "../app/client.js";
import { settingsOf } from "../app/dom.js";

/** @import { TrainingReplies, TrainingRequests, Unusable } from "handbook_checker" */

/**
 * Ask the part of the checker that trains; what cannot be used comes back in `errors`.
 * @template {keyof TrainingReplies & keyof TrainingRequests} Name
 * @param {HTMLElement} root the page, which holds the organisation's settings
 * @param {Name} name
 * @param {TrainingRequests[Name]} given
 * @returns {Promise<TrainingReplies[Name] | Unusable>}
 */
export async function ask(root, name, given) {
  const request = { ask: name, settings: settingsOf(root), ...given };
  return JSON.parse(await askPart("training", JSON.stringify(request)));
}

/** @param {object} reply @returns {reply is Unusable} */
export const isUnusable = (reply) => "errors" in reply;

/** What is wrong, in sentences. @param {Unusable} reply */
export const problems = ({ errors }) => errors.map((error) => error.problem);

/** A seed that nobody has had. */
export function freshSeed() {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return [...random]
    .map((part) => part.toString(36))
    .join("")
    .slice(0, 9);
}
