/* Copies the link to a clause or its citation. What else a regulation's page does needs no script. */

const DONE = { link: "已复制链接", citation: "已复制引文" };
const FAILED = "无法复制，请手动选取：";

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest(".clause-actions [data-copy]") : null;
  const clause = button?.closest(".clause");
  if (!(button instanceof HTMLElement && clause instanceof HTMLElement)) return;
  const what = button.dataset.copy === "link" ? "link" : "citation";
  const text =
    what === "link" ? new URL(`#${clause.dataset.clause}`, location.href).href : `${clause.dataset.citation}`;
  const status = button.parentElement?.querySelector("[role=status]");
  if (!status) return;
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = DONE[what];
  } catch {
    // Without https, as in a preview within a company's network, browsers offer no clipboard.
    status.textContent = FAILED + text;
  }
});

document.addEventListener("keydown", ({ key, target }) => {
  const open = key === "Escape" && target instanceof Element ? target.closest(".clause-more[open]") : null;
  if (!(open instanceof HTMLDetailsElement)) return;
  open.open = false;
  open.querySelector("summary")?.focus();
});
