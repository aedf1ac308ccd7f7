"use strict";
// Sorting and filters. Without a script the table stands in the order of urgency, with every letter.
(() => {
  const table = document.getElementById("letters"), form = document.querySelector(".filters");
  if (!table) return;
  const rows = [...table.tBodies[0].rows], shown = form.querySelector("output");
  const filter = () => {
    const { mark, notice, client } = form.elements;
    let count = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits = (!mark.value || data.mark.split(" ").includes(mark.value)) &&
        (!notice.value || data.notice === notice.value) && (!client?.value || data.client === client.value);
      row.hidden = document.getElementById(data.letter).hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} / ${shown.dataset.of}`;
  };
  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("submit", event => event.preventDefault());
  filter();
  [...table.tHead.rows[0].cells].forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const back = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", back === 1 ? "ascending" : "descending");
      const key = row => row.cells[index].dataset.sort ?? row.cells[index].textContent;
      rows.sort((one, other) => back * key(one).localeCompare(key(other), undefined, { numeric: true }));
      table.tBodies[0].append(...rows);
    });
  });
})();
