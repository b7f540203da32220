// Tells that another build of the handbook is there, complete, and lets the reader change over.

import { button, h } from "./dom.js";

/** @param {ServiceWorker} waiting */
export function offerBuild(waiting) {
  const notice = h("div", { class: "site-notice", role: "status" }, "手册已经更新，新的内容已存到本机。");
  notice.append(
    button("换用新的", () => waiting.postMessage("take over")),
    button("以后再说", () => notice.remove()),
  );
  document.querySelector(".site-notice")?.remove();
  document.body.append(notice);
}
