/* Copies the link to a clause or its citation. The rest of a regulation's page needs no script. */

const said = { link: "已复制链接", citation: "已复制引文", failed: "无法复制，请手动选取：" };

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.(".clause-actions [data-copy]");
  if (!button) return;
  const { clause, citation } = button.closest(".clause").dataset;
  const link = new URL(`#${clause}`, location.href).href;
  const text = button.dataset.copy === "link" ? link : citation;
  const status = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = said[button.dataset.copy];
  } catch {
    // Without https, as in a preview within a company's network, browsers offer no clipboard.
    status.textContent = said.failed + text;
  }
});

document.addEventListener("keydown", ({ key, target }) => {
  const open = key === "Escape" && target.closest?.(".clause-more[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
