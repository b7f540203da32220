// The checker in a worker of its own: Pyodide and handbook_checker, both from this site.
//
// In:  {id, module, request}         request is JSON text for the module's `answer`
// Out: {ready: true}                 once
//      {id, reply} or {id, failure}  reply is JSON text
//      {failure}                     the start failed

const RUNTIME = new URL("../../generated/runtime/", import.meta.url);

/** @type {Promise<any>} */
let opened = open("stdlib");
let whole = false;

/**
 * Start Pyodide on one of its two standard libraries, and the checker in it.
 * @param {"stdlib" | "fullStdlib"} library
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
  pyodide.pyimport("handbook_checker.browser");
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
    opened = open("fullStdlib");
    return ask();
  }
}

self.onmessage = async ({ data: { id, module, request } }) => {
  try {
    const reply = await withLibrary(async () => (await opened).pyimport(module).answer(request));
    self.postMessage({ id, reply });
  } catch (error) {
    self.postMessage({ id, failure: String(error) });
  }
};

try {
  await withLibrary(() => opened);
  self.postMessage({ ready: true });
} catch (error) {
  self.postMessage({ failure: String(error) });
}
