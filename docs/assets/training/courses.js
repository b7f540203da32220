// Setting a course: the ready ones, and one of one's own, as a link that holds everything.

import * as fragment from "../app/fragment.js";
import { ask, freshSeed } from "./asking.js";
import { words } from "./words.js";

const NAMES = ["title", "checks", "cases", "level", "pass", "minutes", "seed"];
const PAUSE_MS = 300;

/** @param {any} course @returns {string} */
export const hash = (course) =>
  fragment.write(
    "",
    NAMES.map((name) => [name, String(course[name])]),
  );

/** @param {import("./training.js").Page} page */
export async function openCourses({ root, signal, broken }) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector(".training-builder"));
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const link = /** @type {HTMLElement} */ (form.querySelector(".training-link"));
  const errors = /** @type {HTMLElement} */ (form.querySelector(".training-errors"));
  const address = /** @type {HTMLInputElement} */ (form.querySelector("#training-address"));
  const said = /** @type {HTMLElement} */ (form.querySelector(".training-said"));

  for (const ready of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-course]"))) {
    const course = JSON.parse(ready.dataset.course ?? "{}");
    point(ready, course);
    ready.querySelector("[data-link=take]")?.addEventListener("click", () => {
      fill(course);
      build();
      field("title").focus();
    });
  }

  /** @param {ParentNode} within @param {any} course */
  function point(within, course) {
    for (const page of ["course", "sheet"]) {
      const anchor = within.querySelector(`[data-link=${page}]`);
      anchor?.setAttribute("href", `../${page}/${hash(course)}`);
    }
  }

  /** @param {any} course */
  function fill(course) {
    const chosen = course.checks.split(",");
    for (const name of ["title", "cases", "pass", "minutes", "seed"]) field(name).value = course[name];
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[name=checks]")))
      box.checked = chosen.includes(box.value);
    for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[name=level]")))
      radio.checked = radio.value === course.level;
  }

  function read() {
    const data = new FormData(form);
    return {
      ...Object.fromEntries(NAMES.map((name) => [name, String(data.get(name) ?? "").trim()])),
      checks: data.getAll("checks").join(","),
    };
  }

  let asked = 0;
  async function build() {
    const turn = ++asked;
    said.textContent = "";
    let told;
    try {
      told = await ask(root, "course", { course: read() });
    } catch (error) {
      return broken(error);
    }
    if (turn !== asked || signal.aborted) return;
    link.hidden = Boolean(told.errors);
    errors.hidden = !told.errors;
    errors.textContent = (told.errors ?? []).map((/** @type {any} */ error) => error.problem).join("");
    if (told.errors) return;
    address.value = new URL(`../course/${hash(told.course)}`, location.href).href;
    point(link, told.course);
  }

  /** @type {number | undefined} */
  let pausing;
  form.addEventListener("input", () => {
    clearTimeout(pausing);
    pausing = setTimeout(build, PAUSE_MS);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-build=shuffle]")?.addEventListener("click", () => {
    field("seed").value = freshSeed();
    build();
  });
  form.querySelector("[data-build=copy]")?.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address.value);
      said.textContent = words.linkCopied;
    } catch {
      address.select();
      said.textContent = words.notCopied;
    }
  });
  field("seed").value = freshSeed();
  await build();
}
