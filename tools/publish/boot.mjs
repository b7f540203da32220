// Boots the browser's Python under Node and runs Python code in it, as the page's worker does in a browser.
//
//   node tools/publish/boot.mjs RUNTIME_FOLDER [full] < code.py
//
// RUNTIME_FOLDER holds manifest.json; `full` takes the whole standard library instead of the trimmed one.
// The value of the code's last expression, a string, goes to standard output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, library] = process.argv.slice(2);
const runtime = resolve(folder);
const manifest = JSON.parse(readFileSync(`${runtime}/manifest.json`, "utf8"));
const at = (/** @type {string} */ name) => resolve(runtime, name);
// Pyodide's script asks for these, which Node gives a script only where no package.json above it says "module".
globalThis.require ??= createRequire(import.meta.url);
globalThis.__dirname ??= at(manifest.pyodide);

try {
  const { loadPyodide } = await import(pathToFileURL(at(`${manifest.pyodide}pyodide.mjs`)).href);
  const lock = at(manifest.lock);
  const pyodide = await loadPyodide({
    indexURL: at(manifest.pyodide),
    stdLibURL: at(library === "full" ? manifest.fullStdlib : manifest.stdlib),
    lockFileURL: lock,
    packageBaseUrl: `${resolve(lock, "..")}/`,
    // Standard output carries the answer alone.
    stdout: (/** @type {string} */ line) => console.error(line),
  });
  await pyodide.loadPackage("handbook_checker", { messageCallback: () => {}, errorCallback: console.error });
  pyodide.FS.writeFile("/extras.zip", readFileSync(at(manifest.extras)));
  pyodide.runPython(`import handbook_checker; handbook_checker.extend_by("/extras.zip")`);
  process.stdout.write(await pyodide.runPythonAsync(readFileSync(0, "utf8")));
} catch (error) {
  // Left uncaught, it would be shown below the line that threw it: all of Pyodide, minified.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
