// A course: begun by name, interrupted and taken up again at will, handed in, and what came of it.

import { h } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { ask, download } from "./asking.js";
import { questions, readings, reasoning, story, verdict, cites } from "./questions.js";
import { get, isForgetful, put } from "./store.js";
import { words } from "./words.js";

const KEEP_PAUSE_MS = 250;
const KIND = "handbook-training-result";

/** @typedef {{key: string, course: any, edition: string, name: string, started: number, answers: Record<string, any>[], place: number, finished: number | null}} Attempt */

/** @param {import("./training.js").Page} page */
export async function openCourse({ root, clauses, signal, broken }) {
  const place = /** @type {HTMLElement} */ (root.querySelector(".training-course"));
  const edition = root.dataset.edition ?? "";
  const path = location.pathname;
  /** @type {number | undefined} */
  let ticking;
  window.addEventListener("hashchange", () => location.pathname === path && follow(), { signal });
  await follow();
  return () => clearInterval(ticking);

  async function follow() {
    clearInterval(ticking);
    const given = Object.fromEntries(fragment.read(location.hash).entries ?? []);
    if (!Object.keys(given).length) return refuse([words.courseMissing]);
    let told;
    try {
      told = await ask(root, "course", { course: given });
    } catch (error) {
      return broken(error);
    }
    if (signal.aborted) return;
    if (told.errors) return refuse([words.courseBad, ...told.errors.map((/** @type {any} */ error) => error.problem)]);
    const key = `${edition} ${JSON.stringify(told.course)}`;
    /** @type {Attempt | undefined} */
    const attempt = await get("courses", key);
    if (attempt?.finished) await finish(told, attempt);
    else welcome(told, key, attempt);
  }

  /** @param {string[]} said */
  function refuse(said) {
    place.replaceChildren(
      ...said.map((line) => h("p", {}, line)),
      h("p", {}, h("a", { href: "../courses/" }, words.toCourses)),
    );
  }

  /** @param {any} told @param {string} key @param {Attempt | undefined} attempt */
  async function welcome(told, key, attempt) {
    const { course, cases } = told;
    const name = /** @type {HTMLInputElement} */ (
      h("input", {
        id: "training-name",
        type: "text",
        class: "training-input",
        maxlength: root.dataset.longestName,
        autocomplete: "name",
        "aria-describedby": "training-name-hint",
      })
    );
    name.value = attempt?.name ?? "";
    const said = h("p", { class: "training-said", role: "status" }, (await isForgetful()) ? words.memoryOnly : "");
    const begin = h(
      "button",
      { type: "submit", class: "training-button training-button--strong" },
      attempt ? words.restart : words.begin,
    );
    const form = h(
      "form",
      { class: "training-welcome", novalidate: true },
      h(
        "div",
        { class: "training-field" },
        h("label", { for: "training-name" }, words.name),
        name,
        h("span", { class: "training-soft", id: "training-name-hint" }, words.nameHint),
      ),
      h("p", { class: "training-actions" }, begin),
      said,
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (!name.value.trim()) {
        said.textContent = words.nameMissing;
        name.focus();
        return;
      }
      const fresh = {
        key,
        course,
        edition,
        name: name.value.trim(),
        started: Date.now(),
        answers: cases.map(() => ({})),
        place: 0,
        finished: null,
      };
      await put("courses", fresh);
      take(told, fresh);
    });
    const resume = h("button", { type: "button", class: "training-button training-button--strong" }, words.resume);
    resume.addEventListener("click", () => attempt && take(told, attempt));
    place.replaceChildren(
      h("h2", { tabindex: "-1" }, course.title),
      h("p", {}, words.courseFacts(cases.length, Number(course.level), Number(course.pass), Number(course.minutes))),
      h("p", { class: "training-soft" }, words.courseHow),
      ...(attempt
        ? [
            h(
              "div",
              { class: "training-resume" },
              h("p", {}, words.resumeFacts(attempt.name, attempt.place + 1, cases.length)),
              h("p", { class: "training-actions" }, resume),
            ),
          ]
        : []),
      form,
    );
  }

  /** @param {any} told @param {Attempt} attempt */
  function take(told, attempt) {
    const { course, cases } = told;
    const limit = Number(course.minutes) * 60_000;
    const deadline = limit ? attempt.started + limit : Infinity;
    const clock = h("p", { class: "training-clock" });
    const announced = h("p", { class: "training-hidden", role: "status" });
    const bar = h(
      "div",
      { class: "training-bar" },
      h("progress", { max: String(cases.length), value: "0", "aria-label": words.questions }),
      h("span", { class: "training-place" }),
      clock,
    );
    const holder = h("div", {});
    place.replaceChildren(h("h2", {}, course.title), bar, announced, holder);
    let toldMinutes = -1;
    let handed = false;

    /** @param {boolean} [late] */
    async function hand(late = false) {
      if (handed) return;
      handed = true;
      clearInterval(ticking);
      await keep();
      attempt.finished = Math.min(Date.now(), deadline);
      await put("courses", attempt);
      await finish(told, attempt, late ? words.timeUp : "");
    }

    function tick() {
      const left = deadline - Date.now();
      if (left <= 0) return hand(true);
      const seconds = Math.ceil(left / 1000);
      clock.textContent = words.left(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
      const minutes = Math.ceil(left / 60_000);
      if (minutes !== toldMinutes && (minutes % 5 === 0 || minutes <= 3)) {
        toldMinutes = minutes;
        announced.textContent = words.minutesLeft(minutes);
      }
    }

    /** @type {ReturnType<typeof questions> | null} */
    let fields = null;
    /** @type {number | undefined} */
    let keeping;
    async function keep() {
      clearTimeout(keeping);
      if (!fields) return;
      attempt.answers[attempt.place] = fields.read();
      await put("courses", attempt);
    }

    /** @param {number} number @param {boolean} [focus] */
    function open(number, focus = true) {
      attempt.place = number;
      const shown = cases[number];
      fields = questions(shown.questions, clauses);
      fields.fill(attempt.answers[number] ?? {});
      fields.form.addEventListener("input", () => {
        clearTimeout(keeping);
        keeping = setTimeout(keep, KEEP_PAUSE_MS);
        warned = false;
      });
      fields.form.addEventListener("change", keep);
      let warned = false;
      const said = h("p", { class: "training-said", role: "status" });
      const last = number === cases.length - 1;
      /** @param {string} label @param {boolean} strong @param {() => void} run */
      const button = (label, strong, run) => {
        const element = h(
          "button",
          { type: "button", class: `training-button${strong ? " training-button--strong" : ""}` },
          label,
        );
        element.addEventListener("click", run);
        return element;
      };
      const handIn = button(words.hand, last, async () => {
        await keep();
        const open = cases.filter(
          (/** @type {any} */ each, /** @type {number} */ at) =>
            Object.keys(attempt.answers[at] ?? {}).length < each.questions.length,
        ).length;
        if (open && !warned) {
          warned = true;
          said.textContent = words.handAnyway(open);
          return;
        }
        await hand();
      });
      fields.form.append(
        h(
          "p",
          { class: "training-actions" },
          number > 0 && button(words.previous, false, () => keep().then(() => open(number - 1))),
          !last && button(words.following, true, () => keep().then(() => open(number + 1))),
          handIn,
        ),
        said,
      );
      /** @type {HTMLProgressElement} */ (bar.querySelector("progress")).value = number + 1;
      /** @type {HTMLElement} */ (bar.querySelector(".training-place")).textContent = words.place(
        number + 1,
        cases.length,
      );
      const title = h("h3", { tabindex: "-1" }, words.caseNumber(number + 1, shown.title));
      holder.replaceChildren(
        h(
          "article",
          { class: "training-sheet-of-case" },
          title,
          h(
            "div",
            { class: "training-columns" },
            h("section", { "aria-label": words.story }, story(shown)),
            h("section", { "aria-label": words.questions }, fields.form),
          ),
        ),
      );
      if (focus) title.focus();
      put("courses", attempt).catch(broken);
    }

    window.addEventListener("pagehide", keep, { signal });
    open(Math.min(attempt.place, cases.length - 1));
    clearInterval(ticking);
    if (limit) {
      tick();
      ticking = setInterval(tick, 1000);
    }
  }

  /** @param {any} told @param {Attempt} attempt @param {string} [note] */
  async function finish(told, attempt, note = "") {
    const given = {
      name: attempt.name,
      started: local(attempt.started),
      finished: local(attempt.finished ?? Date.now()),
      answers: attempt.answers,
    };
    let result;
    try {
      result = await ask(root, "finish", { course: told.course, attempt: given });
    } catch (error) {
      return broken(error);
    }
    if (signal.aborted) return;
    if (result.errors) return refuse(result.errors.map((/** @type {any} */ error) => error.problem));
    const file = {
      kind: KIND,
      version: 1,
      edition: result.edition,
      course: result.course,
      ...given,
      score: result.score,
      code: result.code,
    };
    /** @param {string} label @param {boolean} strong @param {() => void} run */
    const button = (label, strong, run) => {
      const element = h(
        "button",
        { type: "button", class: `training-button${strong ? " training-button--strong" : ""}` },
        label,
      );
      element.addEventListener("click", run);
      return element;
    };
    /** @param {"certificate" | "result"} what */
    const print = (what) => {
      document.documentElement.dataset.trainingPrint = what;
      window.print();
      delete document.documentElement.dataset.trainingPrint;
    };
    const restart = button(words.restart, false, () => welcome(told, attempt.key, undefined));
    const headline = h(
      "p",
      { class: "training-headline", tabindex: "-1", "data-right": String(result.passed) },
      `${result.passed ? words.passed : words.failedCourse}${words.separator}${words.percent(result.score)}`,
    );
    place.replaceChildren(
      h("h2", {}, told.course.title),
      ...(note ? [h("p", { class: "training-said", role: "status" }, note)] : []),
      headline,
      h(
        "p",
        {},
        `${attempt.name}${words.colon}${words.resultFacts(result.right, result.asked, result.minutes_taken)}${result.in_time ? "" : words.overtime}`,
      ),
      h(
        "p",
        { class: "training-actions" },
        button(words.exportResult, true, () =>
          download(
            `成绩-${attempt.name}-${given.finished.slice(0, 10)}.json`,
            JSON.stringify(file, null, 1),
            "application/json",
          ),
        ),
        result.passed && button(words.printCertificate, true, () => print("certificate")),
        button(words.printResult, false, () => print("result")),
        restart,
      ),
      h("p", { class: "training-soft" }, words.exportHint),
      h("h3", {}, words.byClause),
      byClause(result.clauses),
      h("h3", {}, words.mistakes),
      ...mistakes(told.cases, result.cases),
      ...(result.passed ? [certificate(result)] : []),
    );
    headline.focus();
  }

  /** @param {any[]} lines */
  function byClause(lines) {
    return h(
      "div",
      { class: "training-scroll" },
      h(
        "table",
        { class: "training-table" },
        h(
          "thead",
          {},
          h("tr", {}, ...[words.clause, words.asked, words.missed].map((text) => h("th", { scope: "col" }, text))),
        ),
        h(
          "tbody",
          {},
          ...lines.map((line) =>
            h(
              "tr",
              {},
              h("td", {}, ...cites([line.clause], clauses, "citation")),
              h("td", {}, String(line.asked)),
              h("td", { "data-right": String(line.wrong === 0) }, String(line.wrong)),
            ),
          ),
        ),
      ),
    );
  }

  /** @param {any[]} cases @param {any[]} graded */
  function mistakes(cases, graded) {
    const found = graded.flatMap((result, at) => {
      if (result.right === result.asked) return [];
      const shown = cases[at];
      const wrong = result.parts.filter((/** @type {any} */ part) => !part.right);
      return [
        h(
          "details",
          { class: "training-mistake" },
          h(
            "summary",
            {},
            words.caseNumber(at + 1, shown.title),
            " ",
            h("span", { class: "training-soft" }, words.score(result.right, result.asked)),
          ),
          story(shown),
          ...wrong.map((/** @type {any} */ part, /** @type {number} */ place) =>
            h("div", {}, h("p", { class: "training-prompt" }, part.prompt), verdict(part, place === 0, clauses, shown)),
          ),
          h("h4", {}, words.reasons),
          reasoning(result, clauses, null),
          readings(result.readings),
        ),
      ];
    });
    return found.length ? found : [h("p", {}, words.noMistakes)];
  }

  /** @param {any} result */
  function certificate(result) {
    const day = result.finished.slice(0, 10);
    const check = new URL("../class/", location.href);
    const said = fragment.write("", [
      ...Object.entries(result.course).map(
        ([name, value]) => /** @type {[string, string]} */ ([`course.${name}`, String(value)]),
      ),
      ["name", result.name],
      ["date", day],
      ["score", String(result.score)],
      ["edition", result.edition],
      ["code", result.code],
    ]);
    return h(
      "section",
      { class: "training-certificate", "aria-label": words.certificate },
      h("p", { class: "training-certificate-title" }, words.certificate),
      h("p", { class: "training-certificate-name" }, words.certifies(result.name)),
      h("p", {}, words.certificateText(result.course.title, result.score)),
      h(
        "dl",
        {},
        ...[
          [words.certificateDate, day],
          [words.certificateEdition, result.edition],
          [words.certificateCode, result.code],
        ].flatMap(([label, value]) => [h("dt", {}, label), h("dd", {}, value)]),
      ),
      h("p", { class: "training-certificate-sign" }, words.trainerSigns, h("span", {})),
      h("p", { class: "training-soft" }, words.certificateNote),
      h(
        "p",
        { class: "training-soft training-address" },
        `${words.certificateCheck}${words.colon}`,
        h("a", { href: check.href + said }, check.href + said),
      ),
    );
  }
}

/** A moment as the local clock shows it. @param {number} at */
function local(at) {
  const moment = new Date(at);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  return `${day}T${[moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(":")}`;
}
