// The ribbon of the timeline page as a period chooser: two handles, or a stroke across the bars, set
// "from" and "to" of the filters. The bars stay links.
"use strict";
(function () {
  const site = self.sourceline;
  const figure = document.querySelector("[data-ribbon]");
  const fields = ["from", "to"].map((name) => document.querySelector(`[data-filters] [name="${name}"]`));
  if (!figure || !fields[0]) return;
  const brush = figure.querySelector("[data-brush]");
  const range = brush.querySelector("[data-brush-range]");
  const handles = [brush.querySelector("[data-brush-from]"), brush.querySelector("[data-brush-to]")];
  const field = figure.querySelector(".ribbon-field");
  // The ribbon's stretches: `step` months each, the first of them the `first` since the year 0.
  const [step, first, size] = ["step", "first", "size"].map((name) => Number(figure.dataset[name]));
  // So many pixels make a click a stroke.
  const STROKE = 5;
  const words = new Intl.DateTimeFormat(document.documentElement.lang || "en", step < 12
    ? { year: "numeric", month: "long", timeZone: "UTC" } : { year: "numeric", timeZone: "UTC" });
  let choosing = false;

  // "1990", or "1990-03" where a bar is of months, as the fields take it.
  function nameMonth(month) {
    const year = Math.floor(month / 12);
    return step >= 12 ? String(year) : `${year}-${String(month % 12 + 1).padStart(2, "0")}`;
  }

  function wordMonth(month) {
    const date = new Date(0);
    date.setUTCFullYear(Math.floor(month / 12), month - 12 * Math.floor(month / 12), 1);
    return Number.isNaN(date.getTime()) || month < 12 ? nameMonth(month) : words.format(date);
  }

  // Months that lie between two edges, each counted from the start of the ribbon.
  const monthsOf = (edges) => [(first + edges[0]) * step, (first + edges[1]) * step - 1];

  function draw(edges) {
    const months = monthsOf(edges);
    handles.forEach(function (handle, n) {
      handle.value = String(edges[n]);
      handle.setAttribute("aria-valuetext", wordMonth(months[n]));
    });
    range.style.left = `${100 * edges[0] / size}%`;
    range.style.width = `${100 * (edges[1] - edges[0]) / size}%`;
    brush.classList.toggle("is-whole", edges[0] === 0 && edges[1] === size);
  }

  // Tells the filters. The first step of a movement begins a new entry of the history.
  function choose(edges) {
    draw(edges);
    const [from, to] = monthsOf(edges).map(nameMonth);
    const detail = { from: edges[0] > 0 ? from : "", to: edges[1] < size ? to : "", first: !choosing };
    choosing = true;
    document.dispatchEvent(new CustomEvent("sourceline:period", { detail }));
  }

  // Where the filters stand.
  function follow() {
    const [from, to] = fields.map((each) => site.parsePeriod(each.value));
    const place = (day) => Math.floor(site.monthNumber(day) / step) - first;
    const edges = [from ? place(from.first) : 0, to ? place(to.last) + 1 : size];
    edges[0] = Math.min(Math.max(edges[0], 0), size - 1);
    edges[1] = Math.min(Math.max(edges[1], edges[0] + 1), size);
    draw(edges);
  }

  handles.forEach(function (handle, n) {
    handle.addEventListener("input", function () {
      const edges = handles.map((each) => Number(each.value));
      edges[n] = n ? Math.max(edges[1], edges[0] + 1) : Math.min(edges[0], edges[1] - 1);
      choose(edges);
    });
    handle.addEventListener("change", () => choosing = false);
  });

  // A stroke across the bars.
  let from = null;
  let stroked = false;
  const placeAt = (event) => {
    const box = field.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * size;
  };

  field.addEventListener("pointerdown", function (event) {
    stroked = false;
    if (event.button === 0 && !handles.includes(event.target)) from = { x: event.clientX, place: placeAt(event) };
  });
  field.addEventListener("pointermove", function (event) {
    if (!from || (!stroked && Math.abs(event.clientX - from.x) < STROKE)) return;
    if (!stroked) field.setPointerCapture(event.pointerId);
    stroked = true;
    const ends = [from.place, placeAt(event)].sort((a, b) => a - b);
    choose([Math.min(Math.floor(ends[0]), size - 1), Math.max(Math.ceil(ends[1]), 1)]);
  });
  function finish() {
    from = null;
    choosing = false;
  }
  field.addEventListener("pointerup", finish);
  field.addEventListener("pointercancel", finish);
  // The end of a stroke is no click on a bar, and a bar is not dragged away.
  field.addEventListener("click", (event) => stroked && event.preventDefault(), true);
  field.addEventListener("dragstart", (event) => event.preventDefault());

  document.addEventListener("sourceline:selection", () => choosing || follow());
  brush.hidden = false;
  follow();
})();
