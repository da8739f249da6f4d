// Makes the drawn graphs of the page answer the pointer: neighbours, details, the terms of a gradient that an operator
// produced, other views, zoom and drag.
(() => {
  "use strict";
  const zoomers = new Map();
  for (const figure of document.querySelectorAll(".graph-figure")) {
    const { details, produced } = JSON.parse(document.getElementById(figure.id + "-data").textContent);
    const producers = {};
    for (const [forward, terms] of Object.entries(produced))
      for (const term of terms) (producers[term] ??= []).push(forward);
    const output = figure.querySelector(".details");
    const hint = output.textContent;
    const nodes = [...figure.querySelectorAll(".node")];
    let pinned = null;

    const idsOf = node => [node.dataset.id, ...(details[node.dataset.id]?.members ?? [])];

    // What the other side made of these nodes, or they were made from; a saved value is the forward node itself.
    function linkedTo(ids) {
      const linked = new Set(ids);
      for (const id of ids)
        for (const other of [...(produced[id] ?? []), ...(producers[id] ?? [])]) linked.add(other);
      return linked;
    }

    function clear() {
      figure.classList.remove("pointed");
      for (const item of figure.querySelectorAll(".on, .here, .linked")) item.classList.remove("on", "here", "linked");
      output.textContent = hint;
    }

    function point(node) {
      clear();
      figure.classList.add("pointed");
      const svg = node.closest("svg");
      const ids = idsOf(node);
      const linked = linkedTo(ids);
      for (const other of nodes) {
        const isSame = other.closest("svg") === svg && other.dataset.id === node.dataset.id;
        const isLinked = !isSame && idsOf(other).some(id => linked.has(id));
        if (isSame || isLinked) other.classList.add("on", isSame ? "here" : "linked");
      }
      const here = new Set([...svg.querySelectorAll(".node.here")].map(item => item.dataset.node));
      for (const edge of svg.querySelectorAll(".edge")) {
        const { from, to } = edge.dataset;
        if (!here.has(from) && !here.has(to)) continue;
        edge.classList.add("on");
        for (const end of [from, to]) svg.querySelector(`.node[data-node="${end}"]`).classList.add("on");
      }
      show(node.dataset.id);
    }

    function show(id) {
      const { label, kind, shape, formula, rows } = details[id];
      output.textContent = "";
      const add = (tag, text, className = "") => {
        const element = document.createElement(tag);
        element.textContent = text;
        element.className = className;
        output.append(element);
      };
      add("b", label);
      const facts = [` · ${kind}`, shape, ...rows.map(([name, text]) => `${name} ${text}`)];
      output.append(facts.filter(Boolean).join(" · "));
      if (formula && formula !== label) add("span", formula, "formula");
    }

    for (const node of nodes) {
      node.addEventListener("pointerenter", () => pinned ?? point(node));
      node.addEventListener("pointerleave", () => pinned ?? clear());
      node.addEventListener("focus", () => pinned ?? point(node));
      node.addEventListener("blur", () => pinned ?? clear());
      node.addEventListener("click", () => {
        const part = node.classList.contains("part") && openPart(node);
        if (part) return;
        pinned = pinned === node ? null : node;
        point(node);
      });
      node.addEventListener("keydown", event => event.key === "Enter" && node.dispatchEvent(new Event("click")));
    }
    addEventListener("keydown", event => {
      if (event.key !== "Escape") return;
      pinned = null;
      clear();
    });

    function choose(pane, index) {
      pinned = null;
      clear();
      for (const view of pane.querySelectorAll(".view")) view.hidden = view.dataset.view !== index;
      for (const button of pane.querySelectorAll(".views button"))
        button.setAttribute("aria-pressed", String(button.dataset.view === index));
    }

    function openPart(node) {
      const pane = node.closest(".pane");
      const name = details[node.dataset.id].label;
      const button = [...pane.querySelectorAll(".views button")].find(item => item.textContent === name);
      if (button) choose(pane, button.dataset.view);
      return Boolean(button);
    }

    for (const pane of figure.querySelectorAll(".pane")) {
      for (const button of pane.querySelectorAll(".views button"))
        button.addEventListener("click", () => choose(pane, button.dataset.view));
      for (const button of pane.querySelectorAll(".zoom button"))
        button.addEventListener("click", () => zoomers.get(pane.querySelector(".view:not([hidden]) svg"))(
          Number(button.dataset.zoom)));
    }
  }

  for (const svg of document.querySelectorAll(".view svg")) {
    const { x, y, width, height } = svg.viewBox.baseVal;
    const whole = { x, y, width, height };
    let view = { ...whole };

    // A small graph is not blown up, never more than 1.6 pixels for one of its own; of one that would be too small to
    // read, the end with the outputs is shown.
    function fit(least) {
      const natural = Math.min(svg.clientWidth / whole.width, svg.clientHeight / whole.height);
      if (!(natural > 0)) return;
      const size = Math.min(1.6, Math.max(least, natural));
      const [width, height] = [svg.clientWidth / size, svg.clientHeight / size];
      const isCut = size > natural;
      const outputs = [...svg.querySelectorAll(".node.output")].map(node => node.transform.baseVal[0].matrix.e);
      const middle = isCut && outputs.length ? outputs.reduce((sum, place) => sum + place, 0) / outputs.length
        : whole.x + whole.width / 2;
      view = {
        x: middle - width / 2,
        y: isCut && height < whole.height ? whole.y + whole.height - height : whole.y + (whole.height - height) / 2,
        width, height,
      };
      apply();
    }

    function apply() {
      svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    }

    function zoom(factor, point) {
      if (factor === 0) return fit(0);
      const next = view.width / factor;
      if (next < whole.width / 40 || next > whole.width * 20) return;
      const at = point ?? { x: view.x + view.width / 2, y: view.y + view.height / 2 };
      view = {
        x: at.x - (at.x - view.x) / factor, y: at.y - (at.y - view.y) / factor,
        width: view.width / factor, height: view.height / factor,
      };
      apply();
    }

    const placeOf = event => {
      const matrix = svg.getScreenCTM().inverse();
      return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    };

    zoomers.set(svg, zoom);
    svg.addEventListener("wheel", event => {
      if (document.body.classList.contains("report-page") && !event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, placeOf(event));
    }, { passive: false });
    let start = null;
    svg.addEventListener("pointerdown", event => { start = placeOf(event); });
    addEventListener("pointermove", event => {
      if (!start || !event.buttons) return;
      const now = placeOf(event);
      view = { ...view, x: view.x + start.x - now.x, y: view.y + start.y - now.y };
      apply();
    });
    addEventListener("pointerup", () => { start = null; });
    new ResizeObserver(() => fit(0.45)).observe(svg);
  }
  document.documentElement.dataset.graphs = "ready";
})();
