// Whatever goes wrong is kept in the data-errors attribute of the root, where a test can read it.
{
  const report = text => {
    const data = document.documentElement.dataset;
    data.errors = (data.errors ? data.errors + "\n" : "") + text;
  };
  addEventListener("error", event => report(event.message));
  addEventListener("unhandledrejection", event => report(String(event.reason)));
  addEventListener("securitypolicyviolation", event => report("blocked: " + event.violatedDirective));
}
