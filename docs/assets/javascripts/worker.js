// The checker in a worker of its own: Pyodide and handbook_checker, both from this site.
//
// In:  {id, request}                 request is JSON text for handbook_checker.browser.answer
// Out: {ready: true}                 once
//      {id, reply} or {id, failure}  reply is JSON text
//      {failure}                     the start failed

const RUNTIME = new URL("../../generated/runtime/", import.meta.url);

/** @type {Promise<(request: string) => string>} */
let answering = open("stdlib");
let whole = false;

/**
 * Start Pyodide on one of its two standard libraries.
 * @param {"stdlib" | "fullStdlib"} library
 * @returns {Promise<(request: string) => string>}
 */
async function open(library) {
  const response = await fetch(new URL("manifest.json", RUNTIME));
  if (!response.ok) throw new Error(`manifest.json: ${response.status}`);
  const manifest = await response.json();
  const indexURL = new URL(manifest.pyodide, RUNTIME).href;
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const pyodide = await loadPyodide({
    indexURL,
    stdLibURL: new URL(manifest[library], RUNTIME).href,
    lockFileURL: new URL(manifest.lock, RUNTIME).href,
    packages: manifest.packages,
    stdout: () => {},
  });
  return pyodide.pyimport("handbook_checker.browser").answer;
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
    answering = open("fullStdlib");
    return ask();
  }
}

self.onmessage = async ({ data: { id, request } }) => {
  try {
    const reply = await withLibrary(async () => (await answering)(request));
    self.postMessage({ id, reply });
  } catch (error) {
    self.postMessage({ id, failure: String(error) });
  }
};

try {
  await withLibrary(() => answering);
  self.postMessage({ ready: true });
} catch (error) {
  self.postMessage({ failure: String(error) });
}
