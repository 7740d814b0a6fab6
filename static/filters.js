// Narrows the timeline. What is chosen stands in the address, so that a view is a link and "back" works;
// which events are left is told to everybody as `self.sourceline.selection`.
"use strict";
(function () {
  const site = self.sourceline;
  const box = document.querySelector("[data-filters]");
  if (!box) return;
  const panel = box.querySelector("[data-filter-panel]");
  const form = box.querySelector("form");
  const found = box.querySelector("[data-found]");
  const chips = box.querySelector("[data-chips]");
  const clear = box.querySelector("[data-clear]");
  const hint = box.querySelector("[data-hint]");
  const limits = [form.elements.from, form.elements.to];
  // A longer list shows its most frequent values, and more while somebody types.
  const FEW = 8;
  const MANY = 40;

  const pattern = (name) => document.querySelector(`template[data-pattern="${name}"]`).content;
  const facets = [...box.querySelectorAll("[data-facet]")].map((element) => ({
    element,
    key: element.dataset.facet,
    list: element.querySelector("[data-options]"),
    narrow: element.querySelector("[data-narrow]"),
    more: element.querySelector("[data-more]"),
    chosen: new Set(),
  }));
  let table = null;

  // --- values: what each facet may be, and what each event is ---

  const STATUS = { a: "asserted", p: "planned", d: "denied", l: "alleged" };
  const SUPPORT = { s: "single-source", c: "corroborated", x: "disputed", h: "author" };
  const PRECISION = { d: "day", m: "month", q: "quarter", y: "year", s: "span", f: "open", u: "open", n: "none" };

  function findPrecision(n) {
    if (table.shape[n] === "n") return "none";
    return table.flags[n] & 2 ? "reported" : table.flags[n] & 1 ? "about" : PRECISION[table.shape[n]];
  }

  // Fills in `values` ([value, text] each), `places` (value → its place) and, for every event, `of`: the
  // places of its values.
  function prepare(facet) {
    if (facet.key === "kind") {
      facet.values = table.kinds;
      facet.of = table.kind.map((kind) => [kind]);
    } else if (facet.key === "source") {
      facet.values = table.sources;
      facet.of = table.source;
    } else if (facet.narrow) {
      const members = new Map();
      table.profiles.forEach((profile, n) => profile[2] === facet.key && members.set(n, members.size));
      facet.values = [...members.keys()].map((n) => table.profiles[n]);
      facet.of = table.who.map((who) => who.filter((n) => members.has(n)).map((n) => members.get(n)));
    } else {
      const options = [...facet.list.children];
      facet.values = options.map((item) => [item.querySelector("input").value, item.querySelector("bdi").textContent]);
      facet.options = options;
      const find = { status: (n) => STATUS[table.status[n]], support: (n) => SUPPORT[table.support[n]], precision: findPrecision }[facet.key];
      const places = new Map(facet.values.map(([value], n) => [value, n]));
      facet.of = Array.from({ length: table.count }, (_, n) => [places.get(find(n))]);
    }
    facet.options = facet.options || [];
    facet.places = new Map(facet.values.map(([value], n) => [value, n]));
    facet.folded = facet.values.map(([, text]) => fold(text));
    facet.counts = new Int32Array(facet.values.length);
  }

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // --- which events are left ---

  // One pass: an event that fits everything counts in every facet; one that only misses a facet counts
  // there, since choosing it there would bring it back.
  function sift() {
    const wanted = facets.map((facet) => facet.chosen.size > 0 && new Set([...facet.chosen].map((value) => facet.places.get(value))));
    const [from, to] = readLimits();
    const selection = new Uint8Array(table.count);
    let left = 0;
    for (const facet of facets) facet.counts.fill(0);
    for (let n = 0; n < table.count; n += 1) {
      // Written so that what has no date (NaN) lies in no period.
      if ((from !== null && !(table.last[n] >= from)) || (to !== null && !(table.first[n] <= to))) continue;
      let missed = -1;
      let misses = 0;
      for (let f = 0; f < facets.length && misses < 2; f += 1) {
        if (wanted[f] && !facets[f].of[n].some((place) => wanted[f].has(place))) {
          missed = f;
          misses += 1;
        }
      }
      if (misses === 1) count(facets[missed], n);
      if (misses) continue;
      selection[n] = 1;
      left += 1;
      for (const facet of facets) count(facet, n);
    }
    return { selection, left };
  }

  function count(facet, n) {
    for (const place of facet.of[n]) facet.counts[place] += 1;
  }

  // The first and last day that are asked for, null where a field is empty or no date.
  function readLimits() {
    const [from, to] = limits.map((field) => site.parsePeriod(field.value));
    return [from && from.first, to && to.last];
  }

  const isActive = () => facets.some((facet) => facet.chosen.size) || limits.some((field) => site.parsePeriod(field.value));

  // --- the form ---

  // Brings everything up to date. `kept` is the facet whose list must not move under the reader's hand.
  function show(kept) {
    const { selection, left } = sift();
    // Nobody sees them while the form is folded; opening it brings them up to date.
    if (panel.open) for (const facet of facets) drawOptions(facet, facet !== kept);
    drawChips();
    const wrong = limits.filter((field) => field.value.trim() && !site.parsePeriod(field.value));
    limits.forEach((field) => field.setAttribute("aria-invalid", String(wrong.includes(field))));
    hint.textContent = wrong.length ? hint.dataset.wrong : hint.dataset.hint;
    found.textContent = site.count(table.words.entries, left);
    clear.hidden = !isActive();
    site.selection = isActive() ? selection : null;
    document.dispatchEvent(new CustomEvent("sourceline:selection"));
  }

  function drawOptions(facet, rearrange) {
    if (facet.narrow && rearrange) arrangeOptions(facet);
    for (const item of facet.list.children) {
      const input = item.querySelector("input");
      const place = facet.places.get(input.value);
      input.checked = facet.chosen.has(input.value);
      input.disabled = !facet.counts[place] && !input.checked;
      item.querySelector(".option-count").textContent = site.number(facet.counts[place]);
    }
  }

  // Chosen values first, then the most frequent; while somebody types, only what holds the words.
  function arrangeOptions(facet) {
    const typed = fold(facet.narrow.value.trim());
    const isChosen = (place) => Number(facet.chosen.has(facet.values[place][0]));
    const fitting = facet.values.map((_, place) => place).filter((place) => facet.folded[place].includes(typed))
      .sort((a, b) => isChosen(b) - isChosen(a) || facet.counts[b] - facet.counts[a] || a - b);
    const most = typed ? MANY : Math.max(FEW, facet.chosen.size);
    facet.list.replaceChildren(...fitting.slice(0, most).map((place) => facet.options[place] || makeOption(facet, place)));
    facet.narrow.hidden = facet.values.length <= FEW;
    facet.more.hidden = fitting.length <= most;
    facet.more.textContent = site.fill(facet.more.dataset.more, { n: site.number(fitting.length - most) });
  }

  function makeOption(facet, place) {
    const item = pattern("option").firstElementChild.cloneNode(true);
    const input = item.querySelector("input");
    [input.name, input.value] = [facet.key, facet.values[place][0]];
    item.querySelector("bdi").textContent = facet.values[place][1];
    facet.options[place] = item;
    return item;
  }

  function drawChips() {
    const made = facets.flatMap((facet) => [...facet.chosen].map(function (value) {
      const place = facet.places.get(value);
      return makeChip(place === undefined ? value : facet.values[place][1], () => facet.chosen.delete(value));
    }));
    for (const field of limits) {
      if (site.parsePeriod(field.value)) {
        made.push(makeChip(`${field.labels[0].textContent.trim()} ${field.value.trim()}`, () => field.value = ""));
      }
    }
    chips.replaceChildren(...made);
    chips.hidden = !made.length;
  }

  function makeChip(text, remove) {
    const item = pattern("chip").firstElementChild.cloneNode(true);
    const button = item.querySelector("button");
    button.querySelector("bdi").textContent = text;
    button.setAttribute("aria-label", site.fill(pattern("remove").textContent, { name: text }));
    button.addEventListener("click", function () {
      const place = [...chips.children].indexOf(item);
      remove();
      show();
      write("pushState");
      const next = chips.children[Math.min(place, chips.children.length - 1)];
      (next ? next.querySelector("button") : panel.querySelector("summary")).focus();
    });
    return item;
  }

  // --- the address ---

  function read() {
    const query = new URLSearchParams(location.search);
    for (const facet of facets) facet.chosen = new Set(query.getAll(facet.key));
    for (const field of limits) field.value = query.get(field.name) || "";
  }

  const KEYS = [...facets.map((facet) => facet.key), ...limits.map((field) => field.name)];

  function write(how) {
    const chosen = facets.flatMap((facet) => [...facet.chosen].map((value) => [facet.key, value]));
    const period = limits.filter((field) => site.parsePeriod(field.value)).map((field) => [field.name, field.value.trim()]);
    site.writeAddress(KEYS, [...chosen, ...period], how);
  }

  // --- what the reader does ---

  // Calls `then` when the columns are there; the first time they are asked for.
  function withColumns(then) {
    site.read(function (columns) {
      if (!table) {
        table = columns;
        facets.forEach(prepare);
      }
      then();
    });
  }

  form.addEventListener("change", function (event) {
    const facet = facets.find((each) => each.element.contains(event.target));
    if (!event.target.name) return;
    if (facet && event.target.checked) facet.chosen.add(event.target.value);
    else if (facet) facet.chosen.delete(event.target.value);
    show(facet);
    write("pushState");
  });

  for (const facet of facets.filter((each) => each.narrow)) {
    facet.more.dataset.more = facet.more.textContent;
    facet.narrow.addEventListener("input", () => drawOptions(facet, true));
    facet.narrow.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    panel.open = false;
    const heading = document.getElementById("filtered");
    (heading.offsetParent ? heading : panel.querySelector("summary")).focus();
  });

  clear.addEventListener("click", function () {
    for (const facet of facets) facet.chosen.clear();
    for (const field of limits) field.value = "";
    show();
    write("pushState");
    panel.querySelector("summary").focus();
  });

  // The ribbon's handles set the period, at most once a frame; while they move, the view before it stays in
  // the history.
  let period = null;
  document.addEventListener("sourceline:period", function ({ detail }) {
    if (!period) requestAnimationFrame(() => withColumns(applyPeriod));
    period = { ...detail, first: detail.first || Boolean(period && period.first) };
  });

  function applyPeriod() {
    const { from, to, first } = period;
    period = null;
    [limits[0].value, limits[1].value] = [from, to];
    show();
    write(first ? "pushState" : "replaceState");
  }

  function follow() {
    read();
    withColumns(() => show());
  }

  function isAsked() {
    return [...new URLSearchParams(location.search).keys()].some((key) => KEYS.includes(key));
  }

  window.addEventListener("popstate", () => (table || isAsked()) && follow());

  panel.addEventListener("toggle", () => panel.open && withColumns(() => show()));
  box.hidden = false;
  if (isAsked()) follow();
})();
