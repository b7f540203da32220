// Pyodide and handbook_checker, both from this site, for the workers; and what the browser keeps of them.
//
// The first start takes the files as they are published, and makes an image of Python's memory before anybody's facts
// are in it. The browser keeps it, and starts from it the next time: nothing has to be imported again.

/** @import { PyodideInterface } from "pyodide" */

const RUNTIME = new URL("../../generated/runtime/", import.meta.url);
const IMAGES = "handbook image";
/** The service worker's name for the files that do not belong to one edition alone. */
const FILES = "handbook runtime";
const CHECKER = "/checker.zip";
const EXTRAS = "/extras.zip";

/**
 * @typedef {{pyodide: string, stdlib: string, fullStdlib: string, lock: string, extras: string,
 *   spreadsheets: string, files: Record<string, string>}} Manifest where everything lies, and what it must hash to
 */

/** @returns {Promise<Manifest>} */
export async function readManifest() {
  return (await found("manifest.json")).json();
}

/** @param {string} name */
const addressOf = (name) => new URL(name, RUNTIME).href;

/** @param {string} name @param {RequestInit} [how] */
async function found(name, how) {
  const response = await fetch(addressOf(name), how);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/**
 * Start Pyodide and the checker in it.
 * @param {Manifest} manifest
 * @param {{library?: "stdlib" | "fullStdlib", image?: Promise<ArrayBuffer>, imageWanted?: boolean,
 *   fetched?: (name: string) => Promise<Response>}} [how] `fetched` gives each file when it is there, and whole
 */
export async function boot(manifest, { library = "stdlib", image, imageWanted = false, fetched } = {}) {
  const content = fetched ?? keptOrFound;
  /** @param {string} name */
  const script = async (name) => {
    await fetched?.(manifest.pyodide + name);
    return import(addressOf(manifest.pyodide + name));
  };
  // All at once, though Pyodide turns to one after the other.
  const compiled = WebAssembly.compileStreaming(content(`${manifest.pyodide}pyodide.asm.wasm`));
  // Whoever waits for it, further down, hears that it failed; until then nobody has to.
  compiled.catch(() => {});
  const standard = content(manifest[library]);
  const [{ loadPyodide }, lock, wheel] = await Promise.all([
    script("pyodide.mjs"),
    content(manifest.lock).then((response) => response.json()),
    content(wheelOf(manifest)).then((response) => response.arrayBuffer()),
    script("pyodide.asm.js"),
    standard,
  ]);
  const stdLibURL = addressOf(manifest[library]);
  const options = {
    indexURL: addressOf(manifest.pyodide),
    stdLibURL,
    lockFileContents: lock,
    stdout: () => {},
    ...(image && { _loadSnapshot: image }),
    ...(imageWanted && { _makeSnapshot: true }),
  };
  // Without anything to run Pyodide would wait for ever; so its binary is waited for as well.
  const [pyodide] = await withBegun(compiled, new Map([[stdLibURL, standard]]), () =>
    Promise.all([loadPyodide(options), compiled]),
  );
  // An image is of the memory alone: what is imported later is read from the file.
  pyodide.FS.writeFile(CHECKER, new Uint8Array(wheel));
  if (!image) {
    // Not `pyimport`, nor `loadPackage`: both leave objects of JavaScript in the memory, which cannot go into an image.
    pyodide.runPython(`import sys; sys.path.append("${CHECKER}"); import handbook_checker.site`);
  }
  return pyodide;
}

/**
 * Let Pyodide find begun what it asks for: it would fetch once more, and compile only when its script has run.
 * @template T
 * @param {Promise<WebAssembly.Module>} compiled
 * @param {Map<string, Promise<Response>>} coming other files by their address
 * @param {() => Promise<T>} start
 */
async function withBegun(compiled, coming, start) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (asked, how) =>
    String(asked).endsWith(".wasm") ? new Response() : (coming.get(String(asked)) ?? fetch(asked, how));
  WebAssembly.instantiateStreaming = async (_asked, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  try {
    return await start();
  } finally {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/** The portfolio and the training, which nobody who checks a customer has to wait for. @param {Manifest} manifest */
export async function fetchExtras({ extras, files }) {
  const how = { integrity: files[extras] };
  const response = await found(extras, how).catch(() => found(extras, { ...how, cache: "reload" }));
  return new Uint8Array(await response.arrayBuffer());
}

/** Let the checker find its extras. @param {PyodideInterface} pyodide @param {Uint8Array} archive */
export function addExtras(pyodide, archive) {
  if (pyodide.FS.analyzePath(EXTRAS).exists) return;
  pyodide.FS.writeFile(EXTRAS, archive);
  pyodide.runPython(`import handbook_checker; handbook_checker.extend_by("${EXTRAS}")`);
}

/** What reads and writes spreadsheets, for whoever meets one. */
export async function fetchSpreadsheets() {
  const { spreadsheets } = await readManifest();
  return (await found(spreadsheets)).arrayBuffer();
}

/** @param {Manifest} manifest */
const wheelOf = ({ files }) => Object.keys(files).find((name) => name.endsWith(".whl")) ?? "";

/** Under what an image is kept: another runtime or checker needs another. @param {Manifest} manifest */
const imageKey = ({ pyodide, stdlib, lock }) =>
  new URL(`image?${new URLSearchParams({ pyodide, stdlib, lock })}`, RUNTIME);

/** @param {Manifest} manifest */
export const keptImage = (manifest) => kept(IMAGES, imageKey(manifest).href);

/**
 * What the browser keeps, without the way through the service worker.
 * @param {string} cacheName
 * @param {string} address
 */
async function kept(cacheName, address) {
  try {
    return await caches.match(address, { cacheName });
  } catch {
    // Storage may be refused, and there is none at all where the address is not https.
    return undefined;
  }
}

/** @param {string} name */
const keptOrFound = async (name) => (await kept(FILES, addressOf(name))) ?? found(name);

/**
 * Keep an image in the place of the one before.
 * @param {Manifest} manifest
 * @param {Uint8Array<ArrayBuffer>} image
 */
export async function keepImage(manifest, image) {
  try {
    const cache = await caches.open(IMAGES);
    for (const { url } of await cache.keys()) if (url.startsWith(RUNTIME.href)) await cache.delete(url);
    await cache.put(imageKey(manifest), new Response(image));
  } catch {
    // Where storage is refused or full, the next start is like the first.
  }
}

/** @param {string} name what is no longer to be trusted */
async function forget(name) {
  try {
    await caches.delete(name);
  } catch {
    // Where storage is refused, nothing is kept.
  }
}

/** An image that did not start must not be tried again. */
export const dropImages = () => forget(IMAGES);

/** Every file that a check or an exercise takes: its address, and what it must hash to. @param {Manifest} manifest */
export const filesOf = ({ files }) => Object.entries(files).map(([name, integrity]) => [addressOf(name), integrity]);

/**
 * Fetch every file that a start takes, at once, and make sure that each is whole: some that are not whole Pyodide would
 * run, or wait for ever. Its scripts are then where the browser keeps what it fetched.
 * @param {Manifest} manifest
 * @param {boolean} anew past all that is kept
 */
export async function fetchAll(manifest, anew) {
  if (anew) await Promise.all([forget(IMAGES), forget(FILES)]);
  const cache = anew ? "reload" : "default";
  const taken = Object.entries(manifest.files).filter(([name]) => name !== manifest.extras);
  const coming = new Map(taken.map(([name, integrity]) => [name, found(name, { cache, integrity })]));
  return (/** @type {string} */ name) => /** @type {Promise<Response>} */ (coming.get(name));
}
