// Evaluates a DMN model: dmn-moddle reads the file, feelin evaluates its FEEL, and what is left, choosing the rules of
// a table by its hit policy, is below. It knows nothing of the handbook.
//
//   node dmn_engine.mjs MODEL.dmn < FACTS.jsonl > ANSWERS.jsonl
//
// A line of facts, by the ids of the model's inputs, gives a line with the ids of its decisions:
// {"values": {decision: value}, "hits": {decision: [{id, clauses} of each rule that applied]}}.
// Whatever the model leaves open (a name it does not declare as needed, no rule or two rules where there should be
// one, a comparison of what cannot be compared) is an error.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { DmnModdle } from "dmn-moddle";
import { evaluate, unaryTest } from "feelin";

/** @import { Decision, DecisionTable, InputData, Rule } from "dmn-moddle" */
/** @typedef {Record<string, any>} Values what facts and decisions have become, by name: FEEL knows no types beforehand */
/** @typedef {Map<string, {names: string[], values: Map<string, any>}>} Known the values of the expressions of a decision */

const { rootElement: model, warnings } = await new DmnModdle().fromXML(readFileSync(process.argv[2], "utf-8"));
if (warnings.length) throw new Error(warnings.map((warning) => warning.message).join("\n"));

const elements = new Map(model.drgElement.map((element) => [element.id, element]));
const decisions = /** @type {Decision[]} */ (model.drgElement.filter((element) => element.$type === "dmn:Decision"));
const inputs = /** @type {InputData[]} */ (model.drgElement.filter((element) => element.$type === "dmn:InputData"));

/** The elements that a decision declares to need. */
const needed = new Map(
  decisions.map((decision) => [
    decision.id,
    (decision.informationRequirement ?? []).map(
      ({ requiredDecision, requiredInput }) =>
        /** @type {Decision | InputData} */ (elements.get((requiredDecision ?? requiredInput)?.href.slice(1) ?? "")),
    ),
  ]),
);

/**
 * The value of an expression, or of a test of `tested`, for the needs of one decision. Feelin parses an expression
 * anew every time, so `known` keeps its values for the values that the names in it had.
 * @param {Known} known
 * @param {typeof evaluate | typeof unaryTest} run
 * @param {string} text
 * @param {Values} needs
 * @param {unknown} [tested]
 */
function feel(known, run, text, needs, tested = null) {
  const expression = `${run.name} ${text}`;
  if (!known.has(expression)) {
    const named = text.replace(/"[^"]*"/g, "").match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
    known.set(expression, { names: named.filter((name) => name in needs), values: new Map() });
  }
  const { names, values } = /** @type {NonNullable<ReturnType<Known["get"]>>} */ (known.get(expression));
  const key = JSON.stringify([tested, ...names.map((name) => needs[name])]);
  if (values.has(key)) return values.get(key);
  const context = Object.fromEntries(names.map((name) => [name, needs[name]]));
  const { value, warnings } = run(text, run === unaryTest ? { ...context, "?": tested } : context);
  if (warnings.length) throw new Error(`${text}: ${warnings[0].message}`);
  if (values.size < 10_000) values.set(key, value);
  return value;
}

/**
 * @param {Known} known
 * @param {DecisionTable} table
 * @param {Values} needs
 * @returns {{value: unknown, applied: Rule[]}} the value of a decision table, and the rules that applied
 */
function decide(known, table, needs) {
  const wanted = table.input.map((input) => feel(known, evaluate, input.inputExpression.text, needs));
  const applied = table.rule.filter((rule) =>
    rule.inputEntry.every(({ text }, column) => {
      const answer = text === "-" || feel(known, unaryTest, text, needs, wanted[column]);
      if (typeof answer !== "boolean") throw new Error(`${text} of ${wanted[column]} is neither true nor false`);
      return answer;
    }),
  );
  const names = table.output.map((output) => output.name);
  const results = applied.map((rule) => {
    const values = rule.outputEntry.map((entry) => feel(known, evaluate, entry.text, needs));
    return names.length === 1 ? values[0] : Object.fromEntries(names.map((name, column) => [name, values[column]]));
  });
  return { value: chosen(table, results), applied };
}

/** What the hit policy makes of the results of the rules that applied. @param {DecisionTable} table @param {any[]} results */
function chosen({ hitPolicy: policy }, results) {
  if (policy === "RULE ORDER") return results;
  if (!results.length) throw new Error("no rule applies");
  const differing = new Set(results.map((result) => JSON.stringify(result)));
  if (policy === "UNIQUE" && results.length > 1) throw new Error("two rules apply where there should be one");
  if (policy === "ANY" && differing.size > 1) throw new Error("rules that apply differ");
  if (policy !== "UNIQUE" && policy !== "ANY") throw new Error(`hit policy ${policy} is not known here`);
  return results[0];
}

/** A fact as FEEL has it: dates come as text. @param {string} typeRef @param {unknown} value */
function asFeel(typeRef, value) {
  return typeRef === "date" && value !== null ? evaluate(`date("${value}")`).value : value;
}

/** The decisions, each after those that it needs. */
function inOrder() {
  /** @type {Set<Decision | InputData>} */
  const ordered = new Set(inputs);
  while (ordered.size < inputs.length + decisions.length) {
    const ready = decisions.filter(
      (each) => !ordered.has(each) && needed.get(each.id)?.every((need) => ordered.has(need)),
    );
    if (!ready.length) throw new Error("decisions need one another in a circle");
    for (const decision of ready) ordered.add(decision);
  }
  return [...ordered]
    .slice(inputs.length)
    .map((decision) => ({ decision: /** @type {Decision} */ (decision), known: /** @type {Known} */ (new Map()) }));
}

const order = inOrder();

/** @param {Values} facts */
function answer(facts) {
  /** @type {Values} */
  const values = {};
  /** @type {Record<string, {id: string, clauses: string}[]>} */
  const hits = {};
  for (const { id, name, variable } of inputs) values[name] = asFeel(variable.typeRef, facts[id] ?? null);
  for (const { decision, known } of order) {
    const { id, name, decisionLogic: logic } = decision;
    const needs = Object.fromEntries((needed.get(id) ?? []).map((need) => [need.name, values[need.name]]));
    try {
      if (logic.$type === "dmn:LiteralExpression") values[name] = feel(known, evaluate, logic.text, needs);
      else {
        const { value, applied } = decide(known, logic, needs);
        values[name] = value;
        hits[id] = applied.map((rule) => ({ id: rule.id, clauses: rule.label }));
      }
    } catch (error) {
      throw new Error(`${name} of ${JSON.stringify(needs)}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const own = Object.fromEntries(decisions.map(({ id, name }) => [id, values[name]?.iso ?? values[name]]));
  return JSON.stringify({ values: own, hits });
}

const answers = [];
for await (const line of createInterface({ input: process.stdin })) answers.push(answer(JSON.parse(line)));
process.stdout.write(`${answers.join("\n")}\n`);
