"use strict";
// Keys, zoom, boxes drawn on a page, and saving in place. Without this file every form still works.

document.documentElement.classList.add("live");

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
  if (event.key === "Escape" && asking) { stop(); return; }
  if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
  if (typing(event.target)) return;
  const search = document.getElementById("q");
  let done = false;
  if (event.key === "/" && search) { search.focus(); done = true; }
  else if (event.key === "j" || event.key === "k") done = move(event.key === "j" ? 1 : -1) || press(event.key);
  else if (event.key === "u" && document.querySelector("#undo")) { document.querySelector("#undo button").click(); done = true; }
  else if (event.key === "t" && document.querySelector(".frame")) { turn(inView()); done = true; }
  else if (event.key === "=") done = press("+");
  else if (event.key.length === 1) done = press(event.key);
  if (done) event.preventDefault();
});

// one step at a time: a second press while the first is on its way does nothing; and nothing that was typed is sent to
// a server that is gone, where the browser would show its own fault instead of the page
const GONE = "The page's server does not answer, nothing was kept: start irsletter review again.";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches(".cells")) { event.preventDefault(); save(form); return; }
  if (form.method !== "post" || form.enctype === "multipart/form-data") return;
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "yes";
  window.stop();  // pictures that are still being drawn hold the few connections that a browser opens
  try { await fetch(`${document.body.dataset.root}/style.css`, { method: "HEAD" }); } catch { delete form.dataset.sent; warn(GONE); return; }
  const busy = form.querySelector("[data-busy]");
  if (busy) busy.textContent = busy.dataset.busy;
  const { name, value } = event.submitter || {};
  if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  form.submit();
});

function warn(words) {
  document.getElementById("fault")?.remove();
  const said = Object.assign(document.createElement("p"), { id: "fault", className: "error fault", textContent: words });
  said.setAttribute("role", "alert");
  document.body.prepend(said);
}

async function save(form) {
  const told = form.querySelector(".kept");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
    told.textContent = answer.type === "opaqueredirect" || answer.ok ? "kept" : await answer.text();
  } catch { told.textContent = GONE; }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest(".cells");
  if (form) save(form);
});

let zoom = 1;
document.addEventListener("click", (event) => {
  const zoomed = event.target.closest("[data-zoom]");
  const turned = event.target.closest("[data-turn]");
  const draw = event.target.closest("[data-draw]");
  if (zoomed) {
    zoom = Math.min(Math.max(zoom * Number(zoomed.dataset.zoom), 0.5), 5);
    for (const page of document.querySelectorAll(".page")) page.style.width = `${zoom * 100}%`;
  }
  if (turned) turn(document.getElementById(`page-${turned.dataset.turn}`));
  if (draw) begin(draw.closest("form") || draw.closest(".ask").querySelector(".type"), draw.dataset.cell);
});

// a page is turned to be looked at; who wants it read so says it with the button that comes with the first turn
function turn(page) {
  const before = Number(page.dataset.turns);
  const now = (before + 1) % 4;
  page.classList.replace(`turned-${before}`, `turned-${now}`);
  page.dataset.turns = now;
  const form = page.closest(".frame").previousElementSibling.querySelector(".turning");
  page.dataset.read ??= before;
  form.elements.quarters.value = now;
  form.hidden = String(now) === page.dataset.read;
}

function inView() {
  const seen = (frame) => {
    const { top, bottom } = frame.getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, 0);
  };
  return [...document.querySelectorAll(".frame")].reduce((best, each) => (seen(each) > seen(best) ? each : best)).firstElementChild;
}

// a box drawn on a page: read there at once, and put into the form that asked for it
let asking = null;
const drawing = document.getElementById("drawing");

const spoken = (form) => form.dataset.what || form.elements.field.value.replaceAll("_", " ");

function begin(form, cell = "value") {
  asking = form;
  form.dataset.cell = cell;
  document.body.classList.add("drawing");
  const name = spoken(form);
  drawing.textContent = `draw a box around the ${name}; Esc ends it`;
  document.querySelector(".pages").scrollIntoView({ block: "nearest" });
}

function stop() {
  asking = null;
  document.body.classList.remove("drawing");
  drawing.textContent = "drag to move";
}

// where on the upright page the pointer is, in fractions of it
function spot(event, page) {
  const area = page.getBoundingClientRect();
  const x = Math.min(Math.max((event.clientX - area.left) / area.width, 0), 1);
  const y = Math.min(Math.max((event.clientY - area.top) / area.height, 0), 1);
  return [[x, y], [y, 1 - x], [1 - x, 1 - y], [1 - y, x]][Number(page.dataset.turns)];
}

async function read(form, page, box) {
  const told = form.querySelector(".told");
  told.textContent = "Reading there.";
  const asked = new URLSearchParams({ field: form.elements.field.value, kind: form.elements.kind?.value ?? "", page: page.dataset.page, box: box.join(",") });
  let answer;
  try {
    answer = await (await fetch(`${location.pathname}/look`, { method: "POST", body: asked })).json();
  } catch { told.textContent = GONE; return; }
  if (answer.message) { told.textContent = `${answer.message} ${answer.hint}`; return; }
  const input = form.elements[form.dataset.cell];
  input.value = answer.value || answer.text.replaceAll("\n", ", ");
  form.elements.place?.remove();
  const place = Object.assign(document.createElement("input"), { type: "hidden", name: "place", value: answer.place });
  if (input.name === "value") form.append(place);  // of several figures in a row none is the place of it
  told.textContent = answer.value ? `Read there: ${answer.text}. Enter keeps it.`
    : answer.text ? `Read there: ${answer.text}. That is no ${spoken(form)}: mend it, then keep it.` : "Nothing could be read there: type it.";
  input.focus();
}

for (const frame of document.querySelectorAll(".frame")) {
  let from = null;
  let drawn = null;
  const page = frame.querySelector(".page");
  const svg = frame.querySelector("svg");
  const box = (to) => [Math.min(drawn.x, to[0]), Math.min(drawn.y, to[1]), Math.max(drawn.x, to[0]), Math.max(drawn.y, to[1])];
  frame.addEventListener("pointerdown", (event) => {
    if (asking) {
      const [x, y] = spot(event, page);
      drawn = { x, y, shape: document.createElementNS(svg.namespaceURI, "rect") };
      drawn.shape.setAttribute("class", "drawn");
      for (const old of document.querySelectorAll("rect.drawn")) old.remove();
      svg.append(drawn.shape);
      event.preventDefault();
    } else if (event.pointerType === "touch") return;
    else from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    if (drawn) {
      const [x0, y0, x1, y1] = box(spot(event, page));
      for (const [name, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) drawn.shape.setAttribute(name, value);
    }
    if (!from) return;
    frame.scrollLeft = from.left - (event.clientX - from.x);
    frame.scrollTop = from.top - (event.clientY - from.y);
  });
  frame.addEventListener("pointerup", (event) => {
    if (drawn && asking) { read(asking, page, box(spot(event, page))); stop(); }
    from = drawn = null;
  });
}

// where corrections went: asked again until the outputs are written, and not for ever
async function follow(stored, tries) {
  if (!stored || stored.dataset.state === "written" || !tries) return;
  await new Promise((later) => setTimeout(later, 3000));
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const now = page.getElementById("stored");
    if (now) { stored.textContent = now.textContent; stored.dataset.state = now.dataset.state; }
    follow(stored, tries - 1);
  } catch { /* the server is gone: what is done next tells it */ }
}
follow(document.getElementById("stored"), 40);

// a page kept by the browser may be older than the letter: load it anew
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
