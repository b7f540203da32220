// For the trainer: the results of a class, graded again, and the codes on certificates.

import { button, find, h, shown, svg } from "../app/dom.js";
import { csv, download } from "../app/files.js";
import * as fragment from "../app/fragment.js";
import { ask, isUnusable, problems } from "./asking.js";
import { cites } from "./grading.js";
import { words } from "./words.js";

/** @import { ClassResult, ClassTally, Person } from "handbook_checker" */
/** @import { Clauses } from "../app/clauses.js" */
/** @import { Page } from "./training.js" */

const CHART = { row: 26, label: 330, bar: 220, value: 60, most: 15 };

/** @param {Page} page */
export async function openClass(page) {
  const { root, clauses, signal, broken } = page;
  const files = find(root, ".training-file", HTMLInputElement);
  const holder = find(root, ".training-class");
  holder.replaceChildren(h("p", { class: "training-soft" }, words.noFiles));
  files.addEventListener(
    "change",
    async () => {
      const given = await Promise.all(
        [...(files.files ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })),
      );
      // The same files can then be chosen again.
      files.value = "";
      try {
        const result = await ask(root, "class", { files: given });
        if (signal.aborted) return;
        if (isUnusable(result)) throw new Error(problems(result).join(""));
        holder.replaceChildren(...classParts(result, clauses));
      } catch (error) {
        broken(error);
      }
    },
    { signal },
  );
  openCodes(page);
}

/** @param {ClassResult} result @param {Clauses} clauses */
function classParts({ unusable, people, clauses: tallies }, clauses) {
  return shown([
    unusable.length > 0 &&
      h(
        "div",
        { class: "training-note", "data-tone": "bad" },
        h("p", {}, words.unusable),
        h("ul", {}, ...unusable.map((each) => h("li", {}, `${each.file}${words.colon}${each.problems.join("")}`))),
      ),
    ...(people.length
      ? [
          h("h3", {}, words.people),
          peopleTable(people),
          exports(words.people, peopleRows(people)),
          h("h3", { id: "training-hardest" }, words.hardest),
          chart(tallies, clauses),
          clauseTable(tallies, clauses),
          exports(words.byClause, clauseRows(tallies, clauses)),
        ]
      : []),
  ]);
}

/** The buttons to take a table along. @param {string} title @param {string[][]} rows */
function exports(title, rows) {
  const name = `${words.classFile}-${title}`;
  const message = h("span", { class: "training-message", role: "status" });
  const xlsx = button(words.exportXlsx, async () => {
    xlsx.disabled = true;
    message.textContent = words.exporting;
    // What writes spreadsheets has a worker of its own, and is fetched when somebody wants one.
    const { company, loadLibrary, startChecker } = await import("../portfolio/pool.js");
    const checker = startChecker();
    try {
      const attached = { file: new Blob([csv(rows)]), library: await loadLibrary() };
      const { blob } = await checker.ask({ do: "write spreadsheet", title, company: company() }, attached);
      if (blob) download(`${name}.xlsx`, blob, "");
      message.textContent = "";
    } catch (error) {
      console.warn(error);
      message.textContent = words.broken;
    } finally {
      checker.stop();
      xlsx.disabled = false;
    }
  });
  return h(
    "p",
    { class: "training-actions" },
    button(words.exportCsv, () => download(`${name}.csv`, csv(rows), "text/csv")),
    xlsx,
    message,
  );
}

/** Whether a result is what its file claims. @param {Person} person */
const isSound = (person) => person.code_right && person.score_right;

/** @param {Person} person */
function checked(person) {
  if (!person.code_right) return words.verifiedCode;
  if (!person.same_edition) return words.verifiedEdition(person.edition_given);
  return person.score_right ? words.verifiedGood : words.verifiedScore(person.score);
}

/** @param {Person} person */
function verdictOn(person) {
  if (person.passed) return words.passed;
  return person.in_time ? words.failedCourse : words.overtime;
}

/** @param {Person[]} people @returns {string[][]} */
function peopleRows(people) {
  return [
    [words.name, words.course, words.scoreOf, words.verdict, words.finishedOn, words.minutesTaken, words.verified],
    ...people.map((person) => [
      person.name,
      person.course.title,
      String(person.score),
      verdictOn(person),
      person.finished.replace("T", " ").slice(0, 16),
      String(person.minutes_taken),
      checked(person),
    ]),
  ];
}

/** @param {ClassTally[]} lines @param {Clauses} clauses @returns {string[][]} */
function clauseRows(lines, clauses) {
  return [
    [words.clause, words.clauseWords, words.timesAsked, words.timesMissed, words.rate, words.who],
    ...lines.map((line) => [
      clauses.get(line.clause)?.citation ?? line.clause,
      clauses.get(line.clause)?.words ?? "",
      ...figures(line),
    ]),
  ];
}

/** @param {ClassTally} line */
const figures = (line) => [String(line.asked), String(line.wrong), percent(line), line.missed_by.join(words.comma)];

/** @param {Person[]} people */
function peopleTable(people) {
  const [heads, ...rows] = peopleRows(people);
  return table(
    { "aria-label": words.people },
    heads,
    rows.map((row, index) =>
      h("tr", { "data-sound": String(isSound(people[index])) }, ...row.map((text) => h("td", {}, text))),
    ),
  );
}

/** @param {ClassTally[]} lines @param {Clauses} clauses */
function clauseTable(lines, clauses) {
  return table(
    { "aria-labelledby": "training-hardest" },
    [words.clause, words.timesAsked, words.timesMissed, words.rate, words.who],
    lines.map((line) =>
      h(
        "tr",
        {},
        h("td", {}, ...cites([line.clause], clauses, "citation")),
        ...figures(line).map((text) => h("td", {}, text)),
      ),
    ),
  );
}

/** @param {Record<string, string>} named @param {string[]} heads @param {HTMLElement[]} rows */
function table(named, heads, rows) {
  return h(
    "div",
    { class: "training-scroll", tabindex: "0", role: "region", ...named },
    h(
      "table",
      { class: "training-table" },
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...rows),
    ),
  );
}

/** Bars, longest first; the table beside says the same in words. @param {ClassTally[]} lines @param {Clauses} clauses */
function chart(lines, clauses) {
  const wrong = lines.filter((line) => line.wrong).slice(0, CHART.most);
  if (!wrong.length) return h("p", {}, words.noMistakes);
  const height = wrong.length * CHART.row;
  const width = CHART.label + CHART.bar + CHART.value;
  const bars = wrong.flatMap((line, index) => {
    const y = index * CHART.row;
    const middle = { y: y + CHART.row / 2, "dominant-baseline": "central" };
    const length = (CHART.bar * line.wrong) / line.asked;
    const name = clauses.get(line.clause)?.citation ?? line.clause;
    return [
      svg("text", { x: CHART.label - 8, "text-anchor": "end", ...middle }, name),
      svg("rect", { x: CHART.label, y: y + 4, width: Math.max(1, length), height: CHART.row - 8, rx: 2 }),
      svg("text", { x: CHART.label + length + 6, ...middle }, percent(line)),
    ];
  });
  const drawing = svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": words.chart,
      class: "training-chart",
    },
    ...bars,
  );
  return h("div", { class: "training-scroll" }, drawing);
}

/** @param {ClassTally} line */
const percent = (line) => `${Math.round((100 * line.wrong) / line.asked)}%`;

/** The code on a certificate, against what else stands on it. @param {Page} page */
function openCodes({ root, signal, broken }) {
  const form = find(root, ".training-code", HTMLFormElement);
  const verdict = find(form, ".training-verdict");
  const path = location.pathname;
  const field = (/** @type {string} */ name) => find(form, `[name=${name}]`, HTMLInputElement);

  /** @param {boolean} right @param {string} text */
  function tell(right, text) {
    verdict.dataset.right = String(right);
    verdict.textContent = `${right ? "✓" : "✗"} ${text}`;
  }

  async function check() {
    const [link, name, date, score, edition, code] = ["course", ...FIELDS].map((each) => field(each).value.trim());
    const course = Object.fromEntries(fragment.read(link.replace(/^[^#]*/, "")).entries ?? []);
    if (!Object.keys(course).length) return tell(false, words.courseUnreadable);
    try {
      const found = await ask(root, "code", { course, name, date, score, edition, code });
      if (isUnusable(found)) tell(false, problems(found).join(""));
      else if (!found.right) tell(false, words.codeWrong);
      else tell(found.passed, found.passed ? words.codeRight : words.codeRightFailed);
    } catch (error) {
      broken(error);
    }
  }

  /** Fill in what the link on a certificate says. */
  function follow() {
    const entries = fragment.read(location.hash).entries ?? [];
    const course = entries.filter(([name]) => name.startsWith("course."));
    if (!course.length) return;
    const link = fragment.write(
      "",
      course.map(([name, value]) => [name.slice("course.".length), value]),
    );
    field("course").value = new URL(`../course/${link}`, location.href).href;
    for (const [name, value] of entries) if (FIELDS.includes(name)) field(name).value = value;
    check();
  }

  form.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      check();
    },
    { signal },
  );
  addEventListener("hashchange", () => location.pathname === path && follow(), { signal });
  follow();
}

const FIELDS = ["name", "date", "score", "edition", "code"];
