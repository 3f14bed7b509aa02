// The same specification as the still picture, made movable: drag, wheel and buttons; hover for the sentence, click for the evidence.
"use strict";
(async () => {
  const place = document.getElementById("movable");
  if (!place || !window.vegaEmbed) return;
  const spec = await (await fetch(place.dataset.spec)).json();
  if (!spec.vconcat.length) return;
  const DAY = 86400000, WHOLE = spec.vconcat[0].layer ? spec.vconcat[0].layer[0].data.values.map((one) => Date.parse(one.at)) : null;
  let view = null;

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);

  function tell(handler, event, item, value) {
    tip.hidden = !value;
    if (!value) return;
    const { sentence, title, what, ...rest } = value;
    tip.replaceChildren();
    const head = document.createElement("strong");
    head.textContent = title || what || Object.values(rest).join(", ");
    tip.append(head);
    if (title || what) {
      const facts = document.createElement("span");
      facts.textContent = Object.values(rest).filter(Boolean).join(" · ");
      tip.append(facts);
    }
    if (sentence) {
      const words = document.createElement("q");
      words.textContent = sentence;
      tip.append(words);
    }
    const room = document.documentElement.clientWidth - tip.offsetWidth - 12;
    tip.style.left = `${Math.max(8, Math.min(event.clientX + 14, room))}px`;
    tip.style.top = `${event.clientY + 18 + tip.offsetHeight > window.innerHeight ? event.clientY - tip.offsetHeight - 12 : event.clientY + 18}px`;
  }

  async function draw() {
    const wide = Math.max(place.parentElement.clientWidth - 225, 480);
    const sized = { ...spec, vconcat: spec.vconcat.map((one) => ({ ...one, width: wide })) };
    const made = await window.vegaEmbed(place, sized, {
      actions: false, ast: true, renderer: "svg", defaultStyle: false, tooltip: tell, loader: { target: "_self" },
    });
    view = made.view;
    document.getElementById("still").hidden = true;
  }

  const moves = {
    earlier: ([from, to]) => [from - (to - from) / 3, to - (to - from) / 3],
    later: ([from, to]) => [from + (to - from) / 3, to + (to - from) / 3],
    closer: ([from, to]) => (to - from > 6 * DAY ? [from + (to - from) / 4, to - (to - from) / 4] : [from, to]),
    wider: ([from, to]) => [from - (to - from) / 2, to + (to - from) / 2],
    all: () => WHOLE,
  };
  await draw();
  const zoom = document.querySelector(".zoom");
  zoom.hidden = !WHOLE;
  zoom.addEventListener("click", async (event) => {
    const wanted = event.target.dataset.zoom;
    if (!wanted) return;
    tip.hidden = true;
    const shown = (view.signal("move_at") || WHOLE).map(Number);
    await view.signal("move_at", moves[wanted](shown)).runAsync();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
})();
