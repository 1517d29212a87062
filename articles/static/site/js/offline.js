// Registers the worker that says when there is no connection. Reading needs neither.
"use strict";
if ("serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/worker.js").catch(() => {}));
}
