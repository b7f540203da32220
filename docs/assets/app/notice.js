// Tells that another build of the handbook is there, complete, and lets the reader change over.

import { h } from "./dom.js";

/** @param {ServiceWorker} waiting */
export function offerBuild(waiting) {
  const notice = h("div", { class: "site-notice", role: "status" }, "手册已经更新，新的内容已存到本机。");
  const change = h("button", { type: "button", class: "check-button" }, "换用新的");
  change.addEventListener("click", () => waiting.postMessage("take over"));
  const later = h("button", { type: "button", class: "check-button" }, "以后再说");
  later.addEventListener("click", () => notice.remove());
  notice.append(change, later);
  document.querySelector(".site-notice")?.remove();
  document.body.append(notice);
}
