/* Copies the link to a clause or its citation. What else a regulation's page does needs no script. */

const FAILED = "无法复制，请手动选取：";

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest(".clause-actions [data-copy]") : null;
  const clause = button?.closest(".clause");
  if (!(button instanceof HTMLElement && clause instanceof HTMLElement)) return;
  const isLink = button.dataset.copy === "link";
  const text = isLink ? new URL(`#${clause.dataset.clause}`, location.href).href : (clause.dataset.citation ?? "");
  // Without https, as in a preview within a company's network, browsers offer no clipboard.
  const copied = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  const done = isLink ? "已复制链接" : "已复制引文";
  button.parentElement?.querySelector("[role=status]")?.replaceChildren(copied ? done : FAILED + text);
});

document.addEventListener("keydown", ({ key, target }) => {
  const open = key === "Escape" && target instanceof Element ? target.closest(".clause-more[open]") : null;
  if (!(open instanceof HTMLDetailsElement)) return;
  open.open = false;
  open.querySelector("summary")?.focus();
});
