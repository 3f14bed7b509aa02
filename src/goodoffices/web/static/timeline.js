// The same specification as the still picture, made movable: drag and wheel, hover for the sentence, click for the evidence.
"use strict";
(async () => {
  const place = document.getElementById("movable");
  if (!place || !window.vegaEmbed) return;
  const spec = await (await fetch(place.dataset.spec)).json();
  const made = await window.vegaEmbed(place, spec, {
    actions: false, ast: true, renderer: "canvas", defaultStyle: false, tooltip: (handler, event, item, value) => {
      place.title = value ? Object.values(value).join("\n") : "";
    },
  });
  if (made) document.getElementById("still").hidden = true;
})();
