// What tools/publish/offline.py writes above the service worker.

declare const BUILD: string;
declare const WATCHED: boolean;
