// What the browser keeps of the handbook, and a way to get rid of it.

import { home } from "../editions/editions.js";
import { button, h } from "./dom.js";

/** What is kept under which name. @type {[string, (name: string) => boolean][]} */
const KINDS = [
  ["本版手册的全部页面和检索", (name) => name.startsWith(`handbook files ${home} `)],
  ["其他版本的页面", (name) => name.startsWith("handbook files ") && !name.startsWith(`handbook files ${home} `)],
  ["在浏览器里运行的 Python 和核对程序", (name) => name === "handbook runtime"],
  ["核对程序启动后的内存映像，里面没有任何事实", (name) => name === "handbook image"],
];

/** @param {HTMLElement} root */
export async function showWhatIsKept(root) {
  const list = root.appendChild(h("ul", {}));
  const status = h("p", { role: "status" });
  const clear = button("从本机删除", async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) if (name.startsWith("handbook ")) await caches.delete(name);
    status.textContent = "已从本机删除。再打开手册的页面时会重新留存。";
    await show();
  });
  root.append(status, clear);

  async function show() {
    const names = "caches" in window ? await caches.keys().catch(() => []) : [];
    const lines = await Promise.all(
      KINDS.map(async ([label, isKind]) => {
        const bytes = await sizeOf(names.filter(isKind));
        return bytes ? h("li", {}, `${label}：${(bytes / 2 ** 20).toFixed(1)} MB`) : "";
      }),
    );
    list.replaceChildren(...lines);
    clear.hidden = !list.childElementCount;
    if (clear.hidden) status.textContent ||= "caches" in window ? "本机还没有留存。" : "这个浏览器在此地址下不能留存。";
  }

  await show();
}

/** @param {string[]} names */
async function sizeOf(names) {
  let bytes = 0;
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) bytes += (await (await cache.match(request))?.blob())?.size ?? 0;
  }
  return bytes;
}
