// What stands on a page besides our own modules.

export {};

declare global {
  interface Window {
    /** The theme's stream of pages; missing where its script did not come. */
    document$?: { subscribe(take: () => void): void };
    /** The checker that a page with a case in its address starts before any script; see overrides/main.html. */
    begunChecker?: Worker & { heard: (MessageEvent | ErrorEvent)[] };
  }

  interface Navigator {
    /** Not in every browser. */
    connection?: { saveData: boolean };
  }

  /** Once generated/diff.js is loaded. */
  var Diff: typeof import("diff");
}
