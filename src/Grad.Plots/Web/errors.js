// Whatever goes wrong is written into <html data-errors="…">, where a test can read it.
{
  const report = text => {
    const data = document.documentElement.dataset;
    data.errors = (data.errors ? data.errors + "\n" : "") + text;
  };
  addEventListener("error", event => report(event.message));
  addEventListener("unhandledrejection", event => report(String(event.reason)));
  addEventListener("securitypolicyviolation", event => report("blocked: " + event.violatedDirective));
}
