// Draws every .plot of the page from the JSON beside it: when it comes into view, again when the width, the colour
// scheme or the medium changes. Titles are wrapped, and margins set, to the width that is found.
(() => {
  "use strict";
  const root = document.documentElement;
  const mode = root.dataset.mode;                       // page, image or svg
  const canHover = matchMedia("(hover: hover)").matches;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const family = getComputedStyle(document.body).fontFamily;
  const pen = document.createElement("canvas").getContext("2d");
  const drawn = new Map();
  let isPrinting = false;

  // light page → dark page
  const twins = {
    "#ffffff": "#14181f", "#1f2530": "#e8ebf0", "#5b6470": "#a3acb8", "#e4e7ec": "#2a313c", "#f1f3f6": "#1d232c",
    "#c5cbd4": "#465061", "#aab2bd": "#5d6878",
    "#0c4fbf": "#5d87fd", "#ba4634": "#f0725e", "#2fa28b": "#4bddad", "#6e317a": "#976fbc", "#d8730d": "#ffaf4b",
    "#2f9ad4": "#7fd8fc", "#4b4e51": "#988aa0", "#f6f6f4": "#232a34",
    "#fbf7ec": "#1b2431", "#b9dcc3": "#22476e", "#5fb0a8": "#2f8093", "#2a7497": "#6fbdaa", "#1d3b70": "#f3eec9",
  };
  const isDark = () => dark.matches && mode === "page" && !isPrinting;

  function themed(value, key) {
    if (key === "x" || key === "y" || key === "z") return value;
    if (typeof value === "string" && value[0] === "#")
      return (twins[value.slice(0, 7)] ?? value.slice(0, 7)) + value.slice(7);
    if (Array.isArray(value)) return value.map(item => themed(item));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, themed(item, name)]));
  }

  const encode = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  function measure(text, size, weight) {
    pen.font = `${weight} ${size}px ${family}`;
    return pen.measureText(text).width;
  }

  function wrap(text, width, size, weight) {
    const lines = [];
    for (const paragraph of text.split(/\r?\n/)) {
      let line = "";
      for (const word of paragraph.split(" ")) {
        const longer = line ? `${line} ${word}` : word;
        if (line && measure(longer, size, weight) > width) {
          lines.push(line);
          line = word;
        } else line = longer;
      }
      lines.push(line);
    }
    return lines;
  }

  function legendRows(names, width) {
    const decoded = names.map(name => name.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"));
    const widest = Math.max(...decoded.map(name => measure(name, 15, 400))) + 50;
    const perRow = Math.max(1, Math.floor(width / widest));
    return Math.ceil(names.length / perRow);
  }

  function compose(spec, width) {
    const { title, subtitle, caption } = spec.titles;
    const small = width < 560;
    const layout = { ...spec.layout, autosize: true, uirevision: "keep", font: { ...spec.layout.font, family } };
    const margin = { l: small ? 60 : 88, r: small ? 14 : 30, t: mode === "page" ? 34 : 20, b: 66 };
    const room = width - margin.l - margin.r - 8;
    const titleSize = small ? 18 : 23;
    const titleLines = title ? wrap(title, room, titleSize, 700) : [];
    const subtitleLines = subtitle ? wrap(subtitle, room, 15, 400) : [];
    const headings = [];
    let top = mode === "page" ? 16 : 12;
    for (const [lines, size, color, tags] of [
      [titleLines, titleSize, "#1f2530", ["<b>", "</b>"]], [subtitleLines, 15, "#5b6470", ["", ""]]]) {
      if (!lines.length) continue;
      const height = Math.ceil(lines.length * size * 1.3) + 2;
      headings.push({ text: lines.map(line => tags[0] + encode(line) + tags[1]).join("<br>"), size, color, top });
      top += height;
    }
    if (headings.length) margin.t = top + 14;
    if (spec.panelTitles) margin.t += 30;
    if (spec.above.length) margin.t += 6 + 22 * Math.max(...spec.above.map(names => legendRows(names, room)));
    if (spec.frames) margin.b += 84;
    if (caption) {
      const lines = wrap(caption, room, 14, 400);
      margin.b += 12 + 19 * lines.length;
      layout.annotations = [...layout.annotations, {
        text: lines.map(encode).join("<br>"), align: "left", showarrow: false, font: { size: 14, color: "#5b6470" },
        x: 0, xref: "paper", xanchor: "left", y: 0, yref: "paper", yanchor: "bottom", yshift: 8 - margin.b,
      }];
    }
    for (const { text, size, color, top: y } of headings)
      layout.annotations = [...layout.annotations, {
        text, align: "left", showarrow: false, font: { size, color }, borderpad: 0,
        x: 0, xref: "paper", xanchor: "left", y: 1, yref: "paper", yanchor: "top", yshift: margin.t - y,
      }];
    layout.margin = margin;
    if (!isDark()) return { data: spec.data, layout };
    return themed({ layout, data: spec.data });
  }

  const config = {
    displaylogo: false, displayModeBar: mode === "page" && canHover ? "hover" : false,
    typesetMath: false, showTips: false,
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
    toImageButtonOptions: { format: "png", scale: 2, filename: "figure" },
  };

  const sizes = new WeakMap();
  const sizeOf = element => `${element.clientWidth}×${element.clientHeight}`;

  function draw(element) {
    sizes.set(element, sizeOf(element));
    const isNew = !drawn.has(element);
    if (isNew) drawn.set(element, JSON.parse(document.getElementById(element.id + "-data").textContent));
    const spec = drawn.get(element);
    const { data, layout } = compose(spec, element.clientWidth);
    if (!isNew) return Plotly.react(element, data, layout, config).then(() => labelDecades(element));
    return Plotly.newPlot(element, data, layout, config).then(() => {
      element.on("plotly_relayout", () => labelDecades(element));
      if (spec.frames) Plotly.addFrames(element, spec.frames);
      return labelDecades(element);
    });
  }

  // Over more than a decade, only powers of ten are labelled; the lines between them stay.
  function labelDecades(element) {
    const changes = {};
    for (const [name, axis] of Object.entries(element.layout)) {
      if (!/^[xy]axis/.test(name) || axis.type !== "log") continue;
      const decades = Math.abs(axis.range[1] - axis.range[0]);
      const step = decades > 1.2 ? Math.ceil(decades / 8) : "D2";
      if (axis.dtick !== step) changes[`${name}.dtick`] = step;
    }
    return Object.keys(changes).length ? Plotly.relayout(element, changes) : undefined;
  }

  const plots = [...document.querySelectorAll(".plot")];

  function drawAll() {
    return Promise.all(plots.map(draw));
  }

  function done() {
    root.dataset.ready = "true";
  }

  if (mode === "page" && plots.length > 1) {
    const observer = new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting && !drawn.has(target)) draw(target);
    }, { rootMargin: "600px" });
    for (const plot of plots) observer.observe(plot);
    done();
  } else if (mode === "svg") {
    drawAll()
      .then(() => Plotly.toImage(plots[0], {
        format: "svg", width: plots[0].clientWidth, height: plots[0].clientHeight,
      }))
      .then(url => {
        const text = decodeURIComponent(url.slice(url.indexOf(",") + 1));
        const bytes = new TextEncoder().encode(text);
        const result = document.createElement("pre");
        result.id = "svg";
        result.textContent = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
        document.body.append(result);
      })
      .then(done);
  } else drawAll().then(done);

  let pending = 0;
  const resized = new ResizeObserver(entries => {
    if (isPrinting || entries.every(({ target }) => !sizes.has(target) || sizes.get(target) === sizeOf(target))) return;
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => [...drawn.keys()].forEach(draw));
  });
  for (const plot of plots) resized.observe(plot);

  dark.addEventListener("change", () => [...drawn.keys()].forEach(draw));
  addEventListener("beforeprint", () => {
    isPrinting = true;
    if (root.dataset.paper) for (const plot of plots) if (!plot.closest(".wide")) plot.style.width = root.dataset.paper;
    drawAll();
  });
  addEventListener("afterprint", () => {
    isPrinting = false;
    for (const plot of plots) plot.style.width = "";
    [...drawn.keys()].forEach(draw);
  });
})();
