"use strict";
// Dropping files anywhere on the page, and telling that they are being read. Without this file the form still works.

const form = document.querySelector(".drop");
const chooser = document.getElementById("file");
const busy = document.getElementById("busy");

function send() {
  const names = [...chooser.files].map((file) => file.name);
  document.getElementById("chosen").textContent = names.join(", ");
  busy.textContent = "Reading it. A page takes a few seconds, a photo up to half a minute.";
  form.classList.add("reading");
  form.requestSubmit();
}

chooser.addEventListener("change", () => { if (chooser.files.length) send(); });
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
}
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (!event.dataTransfer.files.length || form.classList.contains("reading")) return;
  chooser.files = event.dataTransfer.files;
  send();
});
form.addEventListener("submit", (event) => {
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
// back from the answer: ready for the next letter
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
