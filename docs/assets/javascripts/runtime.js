// Pyodide and handbook_checker, both from this site, for the workers; and what the browser keeps of them.
//
// The first start takes the files as they are published, and makes an image of Python's memory before anybody's facts
// are in it. The browser keeps it, and starts from it the next time: nothing has to be imported again.

const RUNTIME = new URL("../../generated/runtime/", import.meta.url);
const IMAGES = "handbook image";
/** The service worker's name for the files that do not belong to one edition alone. */
const FILES = "handbook runtime";
const CHECKER = "/checker.zip";
const REST = "/rest.zip";

/**
 * @typedef {{pyodide: string, stdlib: string, fullStdlib: string, lock: string, rest: string,
 *   spreadsheets: string, files: Record<string, string>}} Manifest where everything lies, and what it must hash to
 */

/** @returns {Promise<Manifest>} */
export async function readManifest() {
  return (await found("manifest.json")).json();
}

/** @param {string} name @param {RequestInit} [how] */
async function found(name, how) {
  const response = await fetch(new URL(name, RUNTIME), how);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
}

/**
 * Start Pyodide and the checker in it.
 * @param {Manifest} manifest
 * @param {{library?: "stdlib" | "fullStdlib", image?: Uint8Array, imageWanted?: boolean}} [how]
 */
export async function boot(manifest, { library = "stdlib", image, imageWanted = false } = {}) {
  const indexURL = new URL(manifest.pyodide, RUNTIME).href;
  const [{ loadPyodide }, { lock, wheel }] = await Promise.all([import(`${indexURL}pyodide.mjs`), checker(manifest)]);
  const pyodide = await loadPyodide({
    indexURL,
    stdLibURL: new URL(manifest[library], RUNTIME).href,
    lockFileContents: lock,
    stdout: () => {},
    ...(image && { _loadSnapshot: image }),
    ...(imageWanted && { _makeSnapshot: true }),
  });
  // An image is of the memory alone: what is imported later is read from the file.
  pyodide.FS.writeFile(CHECKER, wheel);
  if (!image) {
    // Not `pyimport`, nor `loadPackage`: both leave objects of JavaScript in the memory, which cannot go into an image.
    pyodide.runPython(`import sys; sys.path.append("${CHECKER}"); import handbook_checker.browser`);
  }
  return pyodide;
}

/** The portfolio and the training, which nobody who checks a customer has to wait for. @param {Manifest} manifest */
export async function fetchRest({ rest, files }) {
  const how = { integrity: files[rest] };
  const response = await found(rest, how).catch(() => found(rest, { ...how, cache: "reload" }));
  return new Uint8Array(await response.arrayBuffer());
}

/** Let the checker find the rest of itself. @param {any} pyodide @param {Uint8Array} archive */
export function addRest(pyodide, archive) {
  if (pyodide.FS.analyzePath(REST).exists) return;
  pyodide.FS.writeFile(REST, archive);
  pyodide.runPython(`
    import sys, handbook_checker
    sys.path.append("${REST}")
    handbook_checker.__path__.append("${REST}/handbook_checker")`);
}

/** The lock that names the checker's wheel, and the wheel. @param {Manifest} manifest */
async function checker(manifest) {
  const lock = await (await found(manifest.lock)).json();
  const name = manifest.lock.replace(/[^/]*$/, lock.packages["handbook-checker"].file_name);
  const wheel = await (await found(name, { integrity: manifest.files[name] })).arrayBuffer();
  return { lock, wheel: new Uint8Array(wheel) };
}

/** Under what an image is kept: another runtime or checker needs another. @param {Manifest} manifest */
const imageKey = ({ pyodide, stdlib, lock }) => new URL(`image?${new URLSearchParams({ pyodide, stdlib, lock })}`, RUNTIME);

/** @param {Manifest} manifest @returns {Promise<Uint8Array | undefined>} */
export async function keptImage(manifest) {
  try {
    const kept = await (await caches.open(IMAGES)).match(imageKey(manifest));
    return kept && new Uint8Array(await kept.arrayBuffer());
  } catch {
    // Storage may be refused, and there is none at all where the address is not https.
    return undefined;
  }
}

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
export const filesOf = ({ files }) => Object.entries(files).map(([name, integrity]) => [new URL(name, RUNTIME).href, integrity]);

/**
 * Fetch every file that a start takes, at once, and make sure that each is whole: Pyodide would find one after the other,
 * and some that are not whole it would run, or wait for ever. It then finds them where the browser keeps what it fetched.
 * @param {Manifest} manifest
 * @param {boolean} anew past all that is kept
 */
export async function fetchAll(manifest, anew) {
  if (anew) await Promise.all([forget(IMAGES), forget(FILES)]);
  const cache = anew ? "reload" : "default";
  const taken = Object.entries(manifest.files).filter(([name]) => name !== manifest.rest);
  await Promise.all(taken.map(([name, integrity]) => found(name, { cache, integrity })));
}
