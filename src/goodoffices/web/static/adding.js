// Follows a job: asks for the page again and puts its news in place, so that nothing flickers and a screen reader hears it.
"use strict";
function take(here, news) {
  const said = news.querySelector("[role=status]").textContent;
  const place = here.querySelector("[role=status]");
  if (place.textContent !== said) place.textContent = said;
  for (const part of ["h1", "ol", "p:last-child"]) here.querySelector(part).innerHTML = news.querySelector(part).innerHTML;
  here.querySelector("progress").value = news.querySelector("progress").value;
  if (!news.dataset.waiting) delete here.dataset.waiting;
}
async function follow() {
  const here = document.getElementById("adding");
  if (!here.dataset.waiting) return;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.redirected) { location.replace(answer.url); return; }
    const news = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("adding");
    if (news && news.innerHTML !== here.innerHTML) take(here, news);
  } catch { /* the server is away for a moment: ask again */ }
  setTimeout(follow, 700);
}
setTimeout(follow, 300);
