// For the trainer: the results of a class, graded again, and the codes on certificates.

import { h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { ask, download } from "./asking.js";
import { cites } from "./questions.js";
import { words } from "./words.js";

const CHART = { row: 26, label: 330, bar: 220, value: 60 };
const SVG = "http://www.w3.org/2000/svg";

/** @param {import("./training.js").Page} page */
export async function openClass({ root, clauses, signal, broken }) {
  const files = /** @type {HTMLInputElement} */ (root.querySelector(".training-file"));
  const place = /** @type {HTMLElement} */ (root.querySelector(".training-class"));
  const form = /** @type {HTMLFormElement} */ (root.querySelector(".training-code"));
  const verdict = /** @type {HTMLElement} */ (form.querySelector(".training-verdict"));
  const path = location.pathname;

  place.replaceChildren(h("p", { class: "training-soft" }, words.noFiles));
  files.addEventListener(
    "change",
    async () => {
      const given = await Promise.all(
        [...(files.files ?? [])].map(async (file) => ({ name: file.name, text: await file.text() })),
      );
      // The same files can then be chosen again.
      files.value = "";
      try {
        const told = await ask(root, "class", { files: given });
        if (!signal.aborted) show(told);
      } catch (error) {
        broken(error);
      }
    },
    { signal },
  );

  /** @param {any} told */
  function show(told) {
    place.replaceChildren(
      ...(told.unusable.length
        ? [
            h(
              "div",
              { class: "training-note", "data-tone": "bad" },
              h("p", {}, words.unusable),
              h(
                "ul",
                {},
                ...told.unusable.map((/** @type {any} */ file) =>
                  h("li", {}, `${file.file}${words.colon}${file.problems.join("")}`),
                ),
              ),
            ),
          ]
        : []),
      ...(told.people.length
        ? [
            h("h3", {}, words.people),
            table(peopleRows(told), told.people.map(isSound)),
            exports(words.people, peopleRows(told)),
            h("h3", { id: "training-hardest" }, words.hardest),
            chart(told.clauses),
            clauseTable(told.clauses),
            exports(words.byClause, clauseRows(told)),
          ]
        : []),
    );
  }

  /** The buttons to take a table along. @param {string} title @param {string[][]} rows */
  function exports(title, rows) {
    const csv = h("button", { type: "button", class: "training-button" }, words.exportCsv);
    csv.addEventListener("click", () => download(`${words.classFile}-${title}.csv`, toCsv(rows), "text/csv"));
    const xlsx = h("button", { type: "button", class: "training-button" }, words.exportXlsx);
    const said = h("span", { class: "training-said", role: "status" });
    xlsx.addEventListener("click", async () => {
      xlsx.toggleAttribute("disabled", true);
      said.textContent = words.exporting;
      // What writes spreadsheets has a worker of its own, and is fetched when somebody wants one.
      const { loadLibrary, startChecker } = await import("../portfolio/pool.js");
      const checker = startChecker();
      try {
        const { blob } = await checker.ask(
          { do: "write spreadsheet", title },
          { file: new Blob([toCsv(rows)]), library: await loadLibrary() },
        );
        download(`${words.classFile}-${title}.xlsx`, /** @type {Blob} */ (blob), "");
        said.textContent = "";
      } catch (error) {
        console.warn(error);
        said.textContent = words.broken;
      } finally {
        checker.stop();
        xlsx.toggleAttribute("disabled", false);
      }
    });
    return h("p", { class: "training-actions" }, csv, xlsx, said);
  }

  /** @param {any} person */
  const isSound = (person) => person.code_right && person.score_right;

  /** @param {any} person */
  function checked(person) {
    if (!person.code_right) return words.verifiedCode;
    if (!person.same_edition) return words.verifiedEdition(person.edition_given);
    return person.score_right ? words.verifiedGood : words.verifiedScore(person.score);
  }

  /** @param {any} told @returns {string[][]} */
  function peopleRows(told) {
    return [
      [words.name, words.course, words.scoreOf, words.verdict, words.finishedOn, words.minutesTaken, words.verified],
      ...told.people.map((/** @type {any} */ person) => [
        person.name,
        person.course.title,
        String(person.score),
        person.passed ? words.passed : person.in_time ? words.failedCourse : words.overtime,
        person.finished.replace("T", " ").slice(0, 16),
        String(person.minutes_taken),
        checked(person),
      ]),
    ];
  }

  /** @param {any} told @returns {string[][]} */
  function clauseRows(told) {
    return [
      [words.clause, words.clauseWords, words.timesAsked, words.timesMissed, words.rate, words.who],
      ...told.clauses.map((/** @type {any} */ line) => [
        clauses.get(line.clause)?.citation ?? line.clause,
        clauses.get(line.clause)?.words ?? "",
        String(line.asked),
        String(line.wrong),
        percent(line),
        line.missed_by.join(words.comma),
      ]),
    ];
  }

  /** @param {string[][]} rows @param {boolean[]} sound */
  function table([heads, ...rows], sound) {
    return h(
      "div",
      { class: "training-scroll", tabindex: "0", role: "region", "aria-label": words.people },
      h(
        "table",
        { class: "training-table" },
        h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
        h(
          "tbody",
          {},
          ...rows.map((row, at) =>
            h("tr", { "data-sound": String(sound[at]) }, ...row.map((text) => h("td", {}, text))),
          ),
        ),
      ),
    );
  }

  /** @param {any[]} lines */
  function clauseTable(lines) {
    return h(
      "div",
      { class: "training-scroll", tabindex: "0", role: "region", "aria-labelledby": "training-hardest" },
      h(
        "table",
        { class: "training-table" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ...[words.clause, words.timesAsked, words.timesMissed, words.rate, words.who].map((text) =>
              h("th", { scope: "col" }, text),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          ...lines.map((line) =>
            h(
              "tr",
              {},
              h("td", {}, ...cites([line.clause], clauses, "citation")),
              ...[String(line.asked), String(line.wrong), percent(line), line.missed_by.join(words.comma)].map((text) =>
                h("td", {}, text),
              ),
            ),
          ),
        ),
      ),
    );
  }

  /** Bars, longest first; the table beside says the same in words. @param {any[]} lines */
  function chart(lines) {
    const wrong = lines.filter((line) => line.wrong).slice(0, 15);
    const height = wrong.length * CHART.row;
    const width = CHART.label + CHART.bar + CHART.value;
    const drawing = svg("svg", {
      viewBox: `0 0 ${width} ${height}`,
      width: String(width),
      height: String(height),
      role: "img",
      "aria-label": words.chart,
      class: "training-chart",
    });
    wrong.forEach((line, at) => {
      const y = at * CHART.row;
      const middle = String(y + CHART.row / 2);
      const length = (CHART.bar * line.wrong) / line.asked;
      const name = svg("text", {
        x: String(CHART.label - 8),
        y: middle,
        "text-anchor": "end",
        "dominant-baseline": "central",
      });
      name.textContent = clauses.get(line.clause)?.citation ?? line.clause;
      const value = svg("text", { x: String(CHART.label + length + 6), y: middle, "dominant-baseline": "central" });
      value.textContent = percent(line);
      drawing.append(
        name,
        svg("rect", {
          x: String(CHART.label),
          y: String(y + 4),
          width: String(Math.max(1, length)),
          height: String(CHART.row - 8),
          rx: "2",
        }),
        value,
      );
    });
    return wrong.length ? h("div", { class: "training-scroll" }, drawing) : h("p", {}, words.noMistakes);
  }

  // The code on a certificate

  form.addEventListener(
    "submit",
    async (event) => {
      event.preventDefault();
      const data = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
      const course = Object.fromEntries(fragment.read(data.course.replace(/^[^#]*/, "")).entries ?? []);
      if (!Object.keys(course).length) return tell(false, words.courseUnreadable);
      try {
        const told = await ask(root, "code", { ...data, course });
        if (told.errors) tell(false, told.errors.map((/** @type {any} */ error) => error.problem).join(""));
        else if (!told.right) tell(false, words.codeWrong);
        else tell(told.passed, told.passed ? words.codeRight : words.codeRightFailed);
      } catch (error) {
        broken(error);
      }
    },
    { signal },
  );

  /** @param {boolean} right @param {string} said */
  function tell(right, said) {
    verdict.dataset.right = String(right);
    verdict.textContent = `${right ? "✓" : "✗"} ${said}`;
  }

  /** Fill in what the link on a certificate says. */
  function follow() {
    const entries = fragment.read(location.hash).entries ?? [];
    const course = entries.filter(([name]) => name.startsWith("course."));
    if (!course.length) return;
    const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
    const link = fragment.write(
      "",
      course.map(([name, value]) => [name.slice("course.".length), value]),
    );
    field("course").value = new URL(`../course/${link}`, location.href).href;
    for (const [name, value] of entries)
      if (["name", "date", "score", "edition", "code"].includes(name)) field(name).value = value;
    form.requestSubmit();
  }
  window.addEventListener("hashchange", () => location.pathname === path && follow(), { signal });
  follow();
}

/** @param {any} line */
const percent = (line) => `${Math.round((100 * line.wrong) / line.asked)}%`;

/** @param {string} tag @param {Record<string, string>} attributes */
function svg(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Rows as a spreadsheet in China opens them, and none that it would run. @param {string[][]} rows */
function toCsv(rows) {
  const cell = (/** @type {string} */ text) => {
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
