// The checker in a worker of its own.
//
// In:  {id, part, request}           request is JSON text for a part of the checker: check, portfolio or training
// Out: {ready: true, files}          once; the files that checks and exercises take, each with its hash
//      {id, reply} or {id, failure}  reply is JSON text
//      {failure}                     the start failed
//
// Its address may end in `?anew`: then nothing that is kept is trusted, and every file is fetched again.

import {
  addExtras,
  boot,
  dropImages,
  fetchAll,
  fetchExtras,
  filesOf,
  keepImage,
  keptImage,
  readManifest,
} from "./runtime.js";

/** @import { PyodideInterface } from "pyodide" */

const KEEP_PAUSE_MS = 1500;

const manifest = readManifest();
/** @type {Promise<PyodideInterface>} */
let opened = open();
let whole = false;
/** @type {Promise<Uint8Array> | null} */
let extras = null;

/** Start from the image of the memory where there is one that starts, and from the files otherwise. */
async function open() {
  const files = await manifest;
  const anew = self.location.search === "?anew";
  const image = anew ? undefined : await keptImage(files);
  if (image) {
    try {
      return await boot(files, { image: image.arrayBuffer() });
    } catch {
      await dropImages();
    }
  }
  const fetched = await fetchAll(files, anew);
  // One worker makes the image for all; and not those of the portfolio, which have other work to begin with.
  const imageWanted = "caches" in self && self.name === "checker";
  const pyodide = await boot(files, { imageWanted, fetched });
  if (imageWanted) {
    const made = pyodide.makeMemorySnapshot();
    setTimeout(() => keepImage(files, made), KEEP_PAUSE_MS);
  }
  return pyodide;
}

/**
 * Run `ask`; the standard library is trimmed to what the checker was seen to import, so where that proves too
 * little, once more on the full one.
 * @template T
 * @param {() => Promise<T>} ask
 * @returns {Promise<T>}
 */
async function withLibrary(ask) {
  try {
    return await ask();
  } catch (error) {
    if (whole || !/\b(ImportError|ModuleNotFoundError)\b/.test(String(error))) throw error;
    whole = true;
    opened = manifest.then((files) => boot(files, { library: "fullStdlib" }));
    return ask();
  }
}

/** What no check needs, fetched once; where that failed, with the next request again. */
async function readExtras() {
  try {
    extras ??= manifest.then(fetchExtras);
    return await extras;
  } catch (error) {
    extras = null;
    throw error;
  }
}

self.onmessage = async ({ data: { id, part, request } }) => {
  try {
    const reply = await withLibrary(async () => {
      // At once, while Python still starts.
      const [pyodide, archive] = await Promise.all([opened, part === "check" ? null : readExtras()]);
      if (archive) addExtras(pyodide, archive);
      return pyodide.pyimport("handbook_checker.site").answer(part, request);
    });
    self.postMessage({ id, reply });
  } catch (error) {
    self.postMessage({ id, failure: String(error) });
  }
};

/** Where the browser cannot use one of its files, Pyodide's start never ends, but somebody's promise breaks. */
const broke = (/** @type {PromiseRejectionEvent} */ { reason }) => self.postMessage({ failure: String(reason) });
self.addEventListener("unhandledrejection", broke);

try {
  await withLibrary(() => opened);
  self.postMessage({ ready: true, files: filesOf(await manifest) });
} catch (error) {
  self.postMessage({ failure: String(error) });
}
self.removeEventListener("unhandledrejection", broke);
