// Keyboard for review pages, a word while a report is read, and drawers that open when a link points at them.
"use strict";
function typing(target) { return target.closest("input, textarea, select, [contenteditable]") !== null; }
function step(by) {
  const items = [...document.querySelectorAll(".item")];
  if (!items.length) return;
  const at = items.indexOf(document.activeElement.closest(".item"));
  items[Math.min(Math.max(at + by, 0), items.length - 1)].focus();
}
document.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") { step(event.key === "j" ? 1 : -1); return; }
  const place = document.activeElement.closest(".item") || document.querySelector("form.review");
  const keyed = [place, document.querySelector("form.undo")].flatMap((one) => one ? [...one.querySelectorAll("[data-key]")] : []);
  const wanted = keyed.find((one) => one.dataset.key === event.key);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("select, input")) wanted.focus(); else wanted.click();
});
document.addEventListener("submit", (event) => {
  const said = event.target.dataset.wait;
  const place = event.target.querySelector(".waiting");
  if (said && place) place.textContent = said;
});
function open() {
  const id = decodeURIComponent(location.hash.slice(1));
  const claim = id.startsWith("c-") ? document.getElementById("d-" + id.slice(2)) : document.getElementById(id);
  if (claim && claim.tagName === "DETAILS") claim.open = true;
}
window.addEventListener("hashchange", open);
open();
const first = document.querySelector(".queue .item");
if (first) first.focus({ preventScroll: true });
