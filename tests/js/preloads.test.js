// A check's page names its modules in its head, so that none waits for another to be read: overrides/main.html holds the
// list, and this holds it to what the modules import.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

const ASSETS = join(import.meta.dirname, "..", "..", "docs", "assets");
const MAIN = readFileSync(join(ASSETS, "..", "..", "overrides", "main.html"), "utf8");

/** A module and all that it imports, and they. @param {string} name @param {Set<string>} [found] */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const source = readFileSync(join(ASSETS, `${name}.js`), "utf8");
  for (const [, address] of source.matchAll(/^(?:import|\} from|import .* from) "(\..*)\.js";$/gm)) {
    withImports(normalize(join(dirname(name), address)), found);
  }
  return found;
}

const [ofChecks, ofAll] = [...MAIN.matchAll(/for name in (\[.*?\])/g)].map(([, list]) => JSON.parse(list));
const everywhere = withImports("app/main");

test("every page names what it loads", () => {
  assert.deepEqual(new Set(["app/main", ...ofAll]), everywhere);
});

test("a check's page names what it loads besides", () => {
  const loaded = [...withImports("checker/check"), ...withImports("editions/in-force")];
  assert.deepEqual(new Set(ofChecks), new Set(loaded.filter((name) => !everywhere.has(name))));
});
