// What came of a course: the score, where it was lost, and the certificate.

import { local } from "../app/dates.js";
import { button, h, shown } from "../app/dom.js";
import { download } from "../app/files.js";
import * as fragment from "../app/fragment.js";
import { ask, isUnusable } from "./asking.js";
import { cites, reasoning, story, verdict } from "./grading.js";
import { words } from "./words.js";

/** @import { Case, ClauseTally, Course, CourseLink, Finished, Graded } from "handbook_checker" */
/** @import { Clauses } from "../app/clauses.js" */
/** @import { Entry } from "../app/fragment.js" */
/** @import { Attempt } from "./record.js" */
/** @import { Page } from "./training.js" */

const KIND = "handbook-training-result";

/**
 * The page of a course that was handed in.
 * @param {Page} page
 * @param {Course} course
 * @param {Attempt} attempt
 * @param {string} note what there is to say first
 * @param {() => void} restart
 */
export async function finished({ root, clauses }, { course, cases }, attempt, note, restart) {
  const given = {
    name: attempt.name,
    started: local(attempt.started),
    finished: local(attempt.finished ?? Date.now()),
    answers: attempt.answers,
  };
  const result = await ask(root, "finish", { course, attempt: given });
  if (isUnusable(result)) return result;
  const { edition, score, code, passed } = result;
  const save = () => {
    const file = { kind: KIND, version: 1, edition, course: result.course, ...given, score, code };
    const name = `${words.resultFile}-${attempt.name}-${given.finished.slice(0, 10)}.json`;
    download(name, JSON.stringify(file, null, 1), "application/json");
  };
  const headline = h(
    "p",
    { class: "training-headline", tabindex: "-1", "data-right": String(passed) },
    `${passed ? words.passed : words.failedCourse}${words.separator}${words.percent(score)}`,
  );
  const facts = words.resultFacts(result.right, result.asked, result.minutes_taken);
  const strong = { class: "button button--strong" };
  return {
    headline,
    elements: shown([
      h("h2", {}, course.title),
      note !== "" && h("p", { class: "training-message", role: "status" }, note),
      headline,
      h("p", {}, `${attempt.name}${words.colon}${facts}${result.in_time ? "" : words.overtime}`),
      h(
        "p",
        { class: "training-actions" },
        button(words.exportResult, save, strong),
        passed && button(words.printCertificate, () => printAs("certificate"), strong),
        button(words.printResult, () => printAs("result")),
        button(words.restart, restart),
      ),
      h("p", { class: "training-soft" }, words.exportHint),
      h("h3", {}, words.byClause),
      byClause(result.clauses, clauses),
      h("h3", {}, words.mistakes),
      ...mistakes(cases, result.cases, clauses),
      passed && certificate(result),
    ]),
  };
}

/** @param {"certificate" | "result"} what */
function printAs(what) {
  document.documentElement.dataset.trainingPrint = what;
  print();
  delete document.documentElement.dataset.trainingPrint;
}

/** @param {ClauseTally[]} lines @param {Clauses} clauses */
function byClause(lines, clauses) {
  const heads = [words.clause, words.asked, words.missed];
  return h(
    "div",
    { class: "training-scroll" },
    h(
      "table",
      { class: "training-table" },
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h(
        "tbody",
        {},
        ...lines.map(({ clause, asked, wrong }) =>
          h(
            "tr",
            {},
            h("td", {}, ...cites([clause], clauses, "citation")),
            h("td", {}, String(asked)),
            h("td", { "data-right": String(wrong === 0) }, String(wrong)),
          ),
        ),
      ),
    ),
  );
}

/** @param {Case[]} cases @param {Graded[]} graded @param {Clauses} clauses */
function mistakes(cases, graded, clauses) {
  const found = graded.flatMap((result, index) => {
    if (result.right === result.asked) return [];
    const shown = cases[index];
    const wrong = result.parts.filter((part) => !part.right);
    const score = h("span", { class: "training-soft" }, words.score(result.right, result.asked));
    return [
      h(
        "details",
        { class: "training-mistake" },
        h("summary", {}, words.caseNumber(index + 1, shown.title), " ", score),
        story(shown),
        ...wrong.map((part, number) =>
          h("div", {}, h("p", { class: "training-prompt" }, part.prompt), verdict(part, number === 0, clauses, shown)),
        ),
        h("h4", {}, words.reasons),
        ...reasoning(result, clauses),
      ),
    ];
  });
  return found.length ? found : [h("p", {}, words.noMistakes)];
}

/** @param {Finished} result */
function certificate({ course, name, finished, score, edition, code }) {
  const date = finished.slice(0, 10);
  const address =
    new URL("../class/", location.href).href + certificateHash(course, { name, date, score, edition, code });
  const facts = [
    [words.certificateDate, date],
    [words.certificateEdition, edition],
    [words.certificateCode, code],
  ];
  return h(
    "section",
    { class: "training-certificate", "aria-label": words.certificate },
    h("p", { class: "training-certificate-title" }, words.certificate),
    h("p", { class: "training-certificate-name" }, name),
    h("p", {}, words.certificateText(course.title, score)),
    h("dl", {}, ...facts.flatMap(([label, value]) => [h("dt", {}, label), h("dd", {}, value)])),
    h("p", { class: "training-certificate-sign" }, words.trainerSigns, h("span", {})),
    h("p", { class: "training-soft" }, words.certificateNote),
    h(
      "p",
      { class: "training-soft training-address" },
      `${words.certificateCheck}${words.colon}`,
      h("a", { href: address }, address),
    ),
  );
}

/**
 * What a certificate says, as its link holds it.
 * @param {CourseLink} course
 * @param {Record<string, string | number>} says
 */
export function certificateHash(course, says) {
  const entries = [
    ...Object.entries(course).map(([name, value]) => [`course.${name}`, value]),
    ...Object.entries(says).map(([name, value]) => [name, String(value)]),
  ];
  return fragment.write("", /** @type {Entry[]} */ (entries));
}
