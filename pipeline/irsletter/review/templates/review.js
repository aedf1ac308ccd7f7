"use strict";
// Keys, zoom and saving in place. Without this file every form still works.

const typing = (target) => target.matches("input, select, textarea") && target.type !== "hidden";

function press(key) {
  const target = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  if (!target) return false;
  if (target.matches("input")) { target.focus(); target.select(); } else target.click();
  return true;
}

function move(step) {
  const links = [...document.querySelectorAll("a.open")];
  if (!links.length) return false;
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at < 0 ? 0 : at + step, 0), links.length - 1)].focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (typing(event.target)) return;
  const search = document.getElementById("q");
  let done = false;
  if (event.key === "/" && search) { search.focus(); done = true; }
  else if (event.key === "j" || event.key === "k") done = move(event.key === "j" ? 1 : -1) || press(event.key);
  else if (event.key === "u" && document.querySelector("#undo")) { document.querySelector("#undo button").click(); done = true; }
  else if (event.key === "=") done = press("+");
  else if (event.key.length === 1) done = press(event.key);
  if (done) event.preventDefault();
});

// one step at a time: a second press while the first is on its way does nothing
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches(".cells")) { event.preventDefault(); save(form); return; }
  if (form.method === "post") {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  }
});

async function save(form) {
  const told = form.querySelector(".kept");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
    told.textContent = answer.type === "opaqueredirect" || answer.ok ? "kept" : await answer.text();
  } catch { told.textContent = "The page's server does not answer: start irsletter review again."; }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest(".cells");
  if (form) save(form);
});

let zoom = 1;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom]");
  if (!button) return;
  zoom = Math.min(Math.max(zoom * Number(button.dataset.zoom), 0.5), 5);
  for (const page of document.querySelectorAll(".page")) page.style.width = `${zoom * 100}%`;
});

for (const frame of document.querySelectorAll(".frame")) {
  let from = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") return;
    from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!from) return;
    frame.scrollLeft = from.left - (event.clientX - from.x);
    frame.scrollTop = from.top - (event.clientY - from.y);
  });
  frame.addEventListener("pointerup", () => { from = null; });
}

// a page kept by the browser may be older than the letter: load it anew
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
