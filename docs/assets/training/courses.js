// Setting a course: the ready ones, and one of one's own, as a link that holds everything.

import { find, findAll } from "../app/dom.js";
import * as fragment from "../app/fragment.js";
import { ask, freshSeed, isUnusable, problems } from "./asking.js";
import { words } from "./words.js";

/** @import { CourseLink } from "handbook_checker" */
/** @import { Page } from "./training.js" */

/** @type {(keyof CourseLink)[]} */
const NAMES = ["title", "checks", "cases", "level", "pass", "minutes", "seed"];
/** @type {(keyof CourseLink)[]} */
const TYPED = ["title", "cases", "pass", "minutes", "seed"];
const PAUSE_MS = 300;

/** A course as its link holds it. @param {CourseLink} course */
export const hash = (course) =>
  fragment.write(
    "",
    NAMES.map((name) => [name, course[name]]),
  );

/** @param {Page} page */
export async function openCourses({ root, signal, broken }) {
  const builder = openBuilder(root, signal);
  const link = find(builder.form, ".training-link");
  const errors = find(builder.form, ".training-errors");
  const address = find(builder.form, "#training-address", HTMLInputElement);
  const message = find(builder.form, ".training-message");

  for (const ready of findAll(root, "[data-course]")) {
    const course = JSON.parse(ready.dataset.course ?? "{}");
    point(ready, course);
    find(ready, "[data-link=take]").addEventListener(
      "click",
      () => {
        builder.fill(course);
        build();
        builder.field("title").focus();
      },
      { signal },
    );
  }

  let asked = 0;
  async function build() {
    const turn = ++asked;
    message.textContent = "";
    try {
      const reply = await ask(root, "course", { course: builder.read() });
      if (turn !== asked || signal.aborted) return;
      const refused = isUnusable(reply);
      link.hidden = refused;
      errors.hidden = !refused;
      errors.textContent = refused ? problems(reply).join("") : "";
      if (refused) return;
      address.value = new URL(`../course/${hash(reply.course)}`, location.href).href;
      point(link, reply.course);
    } catch (error) {
      broken(error);
    }
  }

  function shuffle() {
    builder.field("seed").value = freshSeed();
    return build();
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(address.value);
      message.textContent = words.linkCopied;
    } catch {
      address.select();
      message.textContent = words.notCopied;
    }
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pausing;
  builder.form.addEventListener(
    "input",
    () => {
      clearTimeout(pausing);
      pausing = setTimeout(build, PAUSE_MS);
    },
    { signal },
  );
  signal.addEventListener("abort", () => clearTimeout(pausing), { once: true });
  find(builder.form, "[data-build=shuffle]").addEventListener("click", shuffle, { signal });
  find(builder.form, "[data-build=copy]").addEventListener("click", copy, { signal });
  await shuffle();
}

/** The form that a course is set in. @param {HTMLElement} root @param {AbortSignal} signal */
function openBuilder(root, signal) {
  const form = find(root, ".training-builder", HTMLFormElement);
  const field = (/** @type {string} */ name) => find(form, `[name=${name}]`, HTMLInputElement);
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  return {
    form,
    field,
    /** @param {CourseLink} course */
    fill(course) {
      const chosen = course.checks.split(",");
      for (const name of TYPED) field(name).value = course[name];
      for (const box of findAll(form, "[name=checks]", HTMLInputElement)) box.checked = chosen.includes(box.value);
      for (const radio of findAll(form, "[name=level]", HTMLInputElement)) radio.checked = radio.value === course.level;
    },
    /** @returns {Record<string, string>} */
    read() {
      const data = new FormData(form);
      const typed = Object.fromEntries(NAMES.map((name) => [name, String(data.get(name) ?? "").trim()]));
      return { ...typed, checks: data.getAll("checks").join(",") };
    },
  };
}

/** The links of a course. @param {ParentNode} within @param {CourseLink} course */
function point(within, course) {
  for (const page of ["course", "sheet"]) {
    within.querySelector(`[data-link=${page}]`)?.setAttribute("href", `../${page}/${hash(course)}`);
  }
}
