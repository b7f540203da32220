// What an amendment changes for a customer, and for all of them together.

/** @import { CheckReply, CreditFields, Term } from "handbook_checker" */

/**
 * @typedef {{grade: string | null, decision: string, limit: string | null, term: Term | null, approvers: string[] | null}} Result
 * @typedef {{A: number, B: number, C: number, undetermined: number, unusable: number, permitted: number, limit: number}} Totals
 *   `limit` in whole fen: sums of money are never binary fractions
 */

/** @type {(keyof Result)[]} */
export const FIELDS = ["grade", "decision", "limit", "term", "approvers"];

/** What the check of a customer adds to its outcome. @param {CheckReply} reply */
const outcomeOf = ({ outcome }) => /** @type {(typeof outcome & CreditFields) | null} */ (outcome);

/** What is compared; null where the customer cannot be checked. @param {CheckReply} reply @returns {Result | null} */
export function result(reply) {
  const outcome = outcomeOf(reply);
  if (!outcome?.in_force || !outcome.rating || !outcome.credit) return null;
  const { rating, credit, approvers } = outcome;
  return {
    grade: rating.grade,
    decision: credit.decision,
    limit: credit.limit,
    term: credit.term,
    approvers: approvers?.map((approver) => approver.role) ?? null,
  };
}

/** @param {Result | null} before @param {Result | null} after */
export const differing = (before, after) =>
  FIELDS.filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]));

/** The clauses that an outcome rests on. @param {CheckReply} reply @returns {string[]} */
function restingOn(reply) {
  const outcome = outcomeOf(reply);
  if (!outcome) return [];
  return [
    ...(outcome.credit?.because ?? []),
    ...(outcome.approvers ?? []).flatMap((approver) => approver.clauses),
    ...outcome.conditions.map((condition) => condition.clause),
    ...outcome.findings.filter((finding) => finding.status === "met").map((finding) => finding.clause),
  ];
}

/**
 * The clauses behind a difference: the amended ones that either outcome rests on; where there are none, those that are
 * found otherwise.
 * @param {CheckReply[]} replies before and after
 * @param {string[]} amended
 */
export function responsible(replies, amended) {
  const cited = new Set(replies.flatMap(restingOn));
  const found = amended.filter((id) => cited.has(id));
  if (found.length) return found;
  const [one, other] = replies.map(
    ({ outcome }) => new Map(outcome?.findings.map((finding) => [finding.clause, finding.status])),
  );
  return [...new Set([...one.keys(), ...other.keys()])].filter((id) => one.get(id) !== other.get(id));
}

/** @param {(Result | null)[]} results @returns {Totals} */
export function totals(results) {
  const total = { A: 0, B: 0, C: 0, undetermined: 0, unusable: 0, permitted: 0, limit: 0 };
  for (const each of results) {
    if (!each) total.unusable += 1;
    else {
      total[/** @type {"A"} */ (each.grade ?? "undetermined")] += 1;
      total.permitted += each.decision === "permitted" ? 1 : 0;
      total.limit += fen(each.limit ?? "0.00");
    }
  }
  return total;
}

/** An amount in yuan, as the checker writes it, in fen. @param {string} amount */
const fen = (amount) => Number(amount.replace(".", ""));

/** @param {number} amount in fen */
export const yuan = (amount) => (amount / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2 });

/** @type {Record<string, string>} */
const DECISIONS = { permitted: "可授信", refused: "不授信", undetermined: "未定" };

/** @param {Result | null} found @param {boolean} withApprovers */
export function inWords(found, withApprovers) {
  if (!found) return "不能核对";
  const { grade, decision, limit, term, approvers } = found;
  return [
    grade ? `${grade}级` : "未定级",
    DECISIONS[decision],
    limit && `${yuan(fen(limit))} 元`,
    term && (term.months ? `${term.months} 个月` : `${term.days} 天`),
    withApprovers && approvers?.join("、"),
  ]
    .filter(Boolean)
    .join("，");
}
