// Keeps the handbook on the reader's device, by the service worker, and tells when another build has come.

import { home, published } from "../editions/editions.js";

/** This edition's; and one beside the editions, which keeps their list and the way from the root. */
const scripts = [new URL("service-worker.js", home), ...(published ? [new URL("../service-worker.js", home)] : [])];

export async function keepHandbook() {
  // Readers who pay by the byte may ask for little to be fetched ahead.
  if (!navigator.serviceWorker || navigator.connection?.saveData) return;
  // First comes the first answer.
  if (document.querySelector(".check")) {
    await (await import("./client.js")).startUnlessSlow().catch(() => {});
    await new Promise((done) => setTimeout(done, 500));
  }
  const before = navigator.serviceWorker.controller;
  // Every tab changes over at once: no pages of two builds stay open. The address holds the case.
  if (before) navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  for (const script of scripts) {
    const registration = await navigator.serviceWorker.register(script, { updateViaCache: "none" }).catch(() => null);
    if (!registration || script !== scripts[0]) continue;
    offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => coming.state === "installed" && offer(registration.waiting));
    });
  }
}

/** @param {ServiceWorker | null} waiting another build, complete on this device */
async function offer(waiting) {
  if (waiting && navigator.serviceWorker.controller) (await import("./notice.js")).offerBuild(waiting);
}
