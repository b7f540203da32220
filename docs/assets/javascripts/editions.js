/* Picking another edition keeps the page, the clause and the case: all that the address holds behind the edition. */

// Where this edition begins; read once, as instant navigation later changes the page but not the edition.
const { base } = JSON.parse(document.getElementById("__config").textContent);
const home = new URL(`${base}/`, location.href).href;

document.addEventListener(
  "click",
  async (event) => {
    const link = event.target.closest?.(".md-version__link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const other = new URL(location.href.slice(home.length), link.href);
    // An earlier edition may not have this page; then its home page is where to go.
    const found = await fetch(other, { method: "HEAD" }).catch(() => ({ ok: false }));
    location.assign(found.ok ? other : link.href);
  },
  true,
);
