// Keeps one build of the handbook on the reader's device, whole: what was visited once can be read, searched and checked
// without a network, and pages of two builds never meet. tools/publish/offline.py writes BUILD and WATCHED above this.
//
// BUILD    names the build; files.json beside this script lists its files, each with its hash
// WATCHED  true where the files may change under the same build: they are asked for first, and kept for when there
//          is no network. So it is while an author works on them, and for the list of editions

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = new URL("./", self.location.href).href;
const OURS = `handbook files ${SCOPE} `;
const BUILT = OURS + BUILD;
/** What no edition has for itself: the browser's Python, and the checker, which a page asks for when it needs it. */
const RUNTIME = "handbook runtime";
/** Their names change with what is in them, so they never have to be asked for again. */
const LASTING =
  /\/(runtime\/[\d.]+|generated\/runtime\/[\d.]+|generated\/runtime\/checker-[0-9a-f]+)\/|-[0-9a-f]{12}\.zip$/;

/** Take the whole build, or nothing of it: a file that does not fit the list belongs to another. */
async function take() {
  const response = await fetch(new URL("files.json", SCOPE), { cache: "no-cache" });
  /** @type {{build: string, files: Record<string, string>}} */
  const { build, files } = await response.json();
  if (build !== BUILD) throw new Error(`files.json is of the build ${build}, not of ${BUILD}`);
  const cache = await caches.open(BUILT);
  try {
    await Promise.all(Object.entries(files).map(([name, integrity]) => keep(cache, name, integrity)));
  } catch (error) {
    await caches.delete(BUILT);
    throw error;
  }
}

/** @param {Cache} cache @param {string} name @param {string} integrity */
async function keep(cache, name, integrity) {
  const response = await fetch(new URL(name, SCOPE), { cache: "no-cache", integrity });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  await cache.put(new URL(name, SCOPE), response);
}

async function dropOthers() {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== BUILT) await caches.delete(name);
  await worker.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const address = new URL(request.url);
  address.hash = "";
  address.search = "";
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  if (LASTING.test(address.pathname)) return (await kept(RUNTIME, address)) ?? fetchAndKeep(request, address);
  const before = await kept(BUILT, address);
  if (before && !WATCHED) return before;
  try {
    const response = await fetch(request);
    if (before && response.ok) await store(BUILT, address, response.clone());
    return response;
  } catch (error) {
    const anywhere = before ?? (await kept(undefined, address));
    if (anywhere) return anywhere;
    throw error;
  }
}

/** @param {Request} request @param {URL} address */
async function fetchAndKeep(request, address) {
  const response = await fetch(request);
  // In the background: the page must not wait for the disk.
  if (response.ok) store(RUNTIME, address, response.clone());
  return response;
}

/** What a page fetched before this script answered for it. @param {[address: string, integrity: string][]} files */
async function keepFiles(files) {
  for (const [address, integrity] of files) {
    if (await kept(RUNTIME, address)) continue;
    const response = await fetch(address, { integrity });
    if (response.ok) await store(RUNTIME, address, response);
  }
}

/**
 * Where storage is refused or full, the page still gets its answer.
 * @param {string | undefined} cacheName
 * @param {URL | string} address
 */
async function kept(cacheName, address) {
  try {
    const response = await caches.match(address, { cacheName });
    // One that is made here has the address of the request, with its question: our search worker reads it.
    return response && new Response(response.body, response);
  } catch {
    return undefined;
  }
}

/** @param {string} cacheName @param {URL | string} address @param {Response} response */
async function store(cacheName, address, response) {
  try {
    await (await caches.open(cacheName)).put(address, response);
  } catch {
    // As above.
  }
}

worker.addEventListener("install", (event) => {
  if (WATCHED) worker.skipWaiting();
  event.waitUntil(take());
});
worker.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
worker.addEventListener("message", (event) => {
  if (event.data === "take over") worker.skipWaiting();
  else event.waitUntil(keepFiles(event.data.keep));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = new URL(request.url).origin === self.location.origin;
  // What a page fetches past everything kept goes past this as well.
  if (ours && request.method === "GET" && request.cache !== "reload") event.respondWith(answer(request));
});
