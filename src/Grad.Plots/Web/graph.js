for (const figure of document.querySelectorAll(".graph")) {
  const svg = figure.querySelector("svg");
  const output = figure.querySelector("output");
  const hint = output.textContent;
  const nodes = [...svg.querySelectorAll(".node")];
  const edges = [...svg.querySelectorAll(".edge")];
  const whole = svg.viewBox.baseVal;
  const full = [whole.x, whole.y, whole.width, whole.height];
  // A small graph is not blown up to the width of the page.
  svg.style.maxWidth = full[2] * 1.15 + "px";
  svg.style.marginInline = "auto";
  let view = [...full];
  const show = () => svg.setAttribute("viewBox", view.join(" "));
  const zoom = (factor, x, y) => {
    const width = Math.min(full[2] * 4, Math.max(60, view[2] * factor));
    const scale = width / view[2];
    view = [x - (x - view[0]) * scale, y - (y - view[1]) * scale, width, view[3] * scale];
    show();
  };

  // Everything that is reached from a node along the edges in one direction.
  const reach = (start, source, target, name) => {
    const seen = new Set([start]);
    for (const node of seen)
      for (const edge of edges)
        if (edge.dataset[source] === node) {
          edge.classList.add("on", name);
          seen.add(edge.dataset[target]);
        }
    for (const node of seen) nodes[node].classList.add("on");
  };
  const clear = () => {
    svg.classList.remove("lit");
    for (const item of [...nodes, ...edges]) item.classList.remove("on", "before", "after", "here");
    output.textContent = hint;
  };
  const light = node => {
    clear();
    svg.classList.add("lit");
    node.classList.add("here");
    reach(node.dataset.node, "to", "from", "before");
    reach(node.dataset.node, "from", "to", "after");
    output.textContent = node.dataset.details;
  };
  for (const node of nodes) {
    node.addEventListener("pointerenter", () => light(node));
    node.addEventListener("pointerleave", clear);
    node.addEventListener("focus", () => light(node));
    node.addEventListener("blur", clear);
  }

  for (const button of figure.querySelectorAll("button")) button.addEventListener("click", () => {
    if (button.dataset.zoom === "all") {
      view = [...full];
      show();
    } else {
      zoom(Number(button.dataset.zoom), view[0] + view[2] / 2, view[1] + view[3] / 2);
    }
  });
  svg.addEventListener("wheel", event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    zoom(Math.exp(event.deltaY / 400), point.x, point.y);
  }, { passive: false });
  svg.addEventListener("pointermove", event => {
    if (!(event.buttons & 1)) return;
    const scale = svg.getScreenCTM().a;
    view[0] -= event.movementX / scale;
    view[1] -= event.movementY / scale;
    show();
  });
  figure.dataset.ready = "yes";
}
