// First script of every page: what goes wrong later is kept where a test, or a curious reader, finds it.
(() => {
  "use strict";
  const root = document.documentElement;
  const errors = [];
  const note = text => {
    errors.push(String(text));
    root.dataset.errors = JSON.stringify(errors);
  };
  root.dataset.errors = "[]";
  addEventListener("error", event => note(event.message));
  addEventListener("unhandledrejection", event => note(event.reason));
  addEventListener("securitypolicyviolation", event => note(`${event.violatedDirective}: ${event.blockedURI}`));
  globalThis.PlotlyConfig = { MathJaxConfig: "local" };
})();
