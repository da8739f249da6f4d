// Walks through the states of a formula that is simplified, and marks the node of the graph that each step is from.
(() => {
  "use strict";
  for (const section of document.querySelectorAll(".rewritings")) {
    const figure = section.closest(".graph-figure");
    const lists = [...section.querySelectorAll("ol")].map(list => ({ list, items: [...list.children], at: 0 }));
    const choices = [...section.querySelectorAll("[data-list]")];
    const [previous, next] = section.querySelectorAll("[data-step]");
    let chosen = lists[0];

    function show() {
      const { items, at } = chosen;
      for (const item of section.querySelectorAll(".now")) item.classList.remove("now");
      chosen.list.classList.add("now");
      items[at].classList.add("now");
      choices.forEach((button, i) => button.setAttribute("aria-pressed", String(lists[i] === chosen)));
      previous.disabled = at === 0;
      next.disabled = at === items.length - 1;
      section.querySelector("output").textContent = `${at} of ${items.length - 1}`;
      for (const node of figure.querySelectorAll(".node"))
        node.classList.toggle("rewritten", node.dataset.id === items[at].dataset.source);
    }

    function walk(steps) {
      chosen.at = Math.min(Math.max(chosen.at + steps, 0), chosen.items.length - 1);
      show();
    }

    choices.forEach((button, i) => button.addEventListener("click", () => { chosen = lists[i]; show(); }));
    for (const button of [previous, next]) button.addEventListener("click", () => walk(Number(button.dataset.step)));
    section.addEventListener("keydown", event => {
      if (event.key === "ArrowLeft") walk(-1);
      if (event.key === "ArrowRight") walk(1);
    });
    section.classList.add("walking");
    show();
  }
})();
