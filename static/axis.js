// The axis view of the timeline: opens and closes it, holds what is in view, and keeps address, drawing
// and words in step. It shows exactly `sourceline.selection`.
"use strict";
(function () {
  const site = self.sourceline;
  const axis = site.axis;
  const root = document.documentElement;
  const section = document.querySelector("[data-axis]");
  if (!section) return;
  const find = (name) => section.querySelector(`[data-axis-${name}]`);
  const opener = document.querySelector("[data-axis-open]");
  const plot = find("plot");
  const canvas = find("canvas");
  const chooser = find("lanes");
  const texts = section.dataset;
  const rtl = root.dir === "rtl";
  const plural = new Intl.PluralRules(root.lang);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  // The closest view, in days; the width below which there are fewer rows and lanes.
  const CLOSEST = 4;
  const NARROW = 600;

  let times = null;
  let words = null;
  let lanes = [];
  let by = "";
  let view = { begin: 0, end: 1 };
  let width = 0;
  let layouts = new Map();
  let known = [];
  let frame = 0;
  let timer = 0;
  let flight = null;
  let chosen = false;
  const ink = {};

  const spanOf = (view) => view.end - view.begin;
  const scaleOf = () => width / spanOf(view);

  // --- words ---

  // A sentence with a count, in the plural form that the language asks for.
  const say = (name, count, span) => site.fill(find("words=" + name).dataset[plural.select(count)], { n: site.number(count), span });

  // What is known of an event: its words once they are loaded.
  function read(n) {
    const { flags, status, words, block } = times.columns;
    const event = known[n] = known[n] || { flags: flags[n], status: status[n], word: words.status[status[n]] || "" };
    if (!event.path && site.blocks && site.blocks[Math.floor(n / block)]) {
      for (const field of ["title", "when", "gutter"]) event[field] = site.word(n, field);
      event.path = site.fill(texts.path, { id: site.word(n, "id") });
      event.signs = [event.word, event.flags & 4 ? texts.disputed : ""].filter(Boolean);
    }
    return event;
  }

  function countShown(first, end, fits) {
    let count = 0;
    for (let n = first; n < end; n += 1) if ((!site.selection || site.selection[n]) && fits(n)) count += 1;
    return count;
  }

  function spanOfMembers(members) {
    const { begin, end } = axis.extent(times, members);
    return words.span(begin, end);
  }

  const marks = axis.makeMarks(plot, find("marks"), find("card"), { read, say, spanOf: spanOfMembers, closeList: texts.closeList }, openCluster);

  // --- drawing ---

  function makeScene() {
    const step = axis.stepBelow(scaleOf());
    const narrow = width < NARROW;
    if (!layouts.has(step)) {
      if (layouts.size > 5) layouts.clear();
      layouts.set(step, axis.place(times, lanes, step, by ? (lanes.length > 4 ? 3 : 4) : narrow ? 9 : 12));
    }
    return {
      width, begin: view.begin, scale: scaleOf(), layout: layouts.get(step), named: Boolean(by),
      ratio: canvas.width / width, ink, rtl, words, read,
    };
  }

  // Everything anew, when the selection, the lanes or the room have changed.
  function arrange() {
    lanes = axis.chooseLanes(times, site.selection, by, width < NARROW ? 4 : 6, texts.others);
    layouts = new Map();
    const scene = makeScene();
    const height = axis.heightOf(scene);
    plot.style.blockSize = height + "px";
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    marks.setLanes(scene, texts.name);
    const undated = countShown(times.dated, times.columns.count, () => true);
    const link = find("undated");
    link.hidden = !undated;
    link.textContent = say("undated", undated);
    link.href = site.selection ? "#filtered" : "#yundated";
    readInk();
    rest();
  }

  // Colours are those of the style sheet, whatever the theme.
  function readInk() {
    ink.face = getComputedStyle(plot).fontFamily;
    for (const probe of section.querySelectorAll("[data-ink]")) ink[probe.dataset.ink] = getComputedStyle(probe).color;
    draw();
  }

  function draw() {
    frame = frame || requestAnimationFrame(function (now) {
      frame = 0;
      if (section.hidden || !times || !width) return;
      if (flight) fly(now);
      axis.paint(canvas.getContext("2d"), makeScene());
    });
  }

  // --- movements ---

  function whole() {
    const pad = spanOf(times) * 0.03 + 2;
    return { begin: times.begin - pad, end: times.end + pad };
  }

  // No closer than some days, no wider than all, and never away from all entries.
  const limitSpan = (span) => Math.max(CLOSEST, Math.min(span, spanOf(whole())));
  function limit({ begin, end }) {
    const half = limitSpan(end - begin) / 2;
    const middle = Math.max(times.begin, Math.min((begin + end) / 2, times.end));
    return { begin: middle - half, end: middle + half };
  }

  function move(to) {
    flight = null;
    view = limit(to);
    plot.classList.add("is-moving");
    draw();
    rest();
  }

  // In a fifth of a second, or at once where motion is not wanted.
  function go(to) {
    if (still.matches) return move(to);
    flight = { from: view, to: limit(to), start: performance.now() };
    draw();
  }

  function fly(now) {
    const { from, to, start } = flight;
    const part = Math.max(0, Math.min(1, (now - start) / 200));
    const mix = (a, b) => a + (b - a) * part * (2 - part);
    const going = part < 1 ? flight : null;
    move({ begin: mix(from.begin, to.begin), end: mix(from.end, to.end) });
    flight = going;
  }

  // A view `factor` times as close, with the point at `at` pixels where it is.
  function zoomed({ begin, end }, factor, at) {
    const span = limitSpan((end - begin) / factor);
    const start = begin + at / width * (end - begin - span);
    return { begin: start, end: start + span };
  }

  const aim = () => flight ? flight.to : view;
  const from = (begin) => ({ begin, end: begin + spanOf(aim()) });
  const acts = {
    earlier: () => go(from(aim().begin - spanOf(aim()) / 5)),
    later: () => go(from(aim().begin + spanOf(aim()) / 5)),
    in: () => go(zoomed(aim(), 2, width / 2)),
    out: () => go(zoomed(aim(), 0.5, width / 2)),
    whole() {
      chosen = true;
      go(whole());
    },
    first: () => go(from(times.begin - spanOf(aim()) / 20)),
    last: () => go(from(times.end - spanOf(aim()) * 0.95)),
    close: () => close(true),
    leave: () => marks.leave(),
  };

  function openCluster(item) {
    const { begin, latest } = axis.extent(times, item.members);
    if (item.shape !== "cluster" || latest - begin < 1) return false;
    const pad = (latest - begin) * 0.1 + 0.5;
    chosen = true;
    go({ begin: begin - pad, end: latest + pad });
    return true;
  }

  function rest() {
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (section.hidden || flight) return;
      // A choice is a step that "back" takes back; a movement is not.
      write(chosen ? "pushState" : "replaceState");
      chosen = false;
      settle();
    }, 160);
  }

  // Stops for keys, and words for what is in view.
  function settle() {
    const missing = marks.sync(makeScene());
    plot.classList.remove("is-moving");
    if (missing.length) site.readWords(missing, () => (draw(), rest()));
    const count = countShown(0, times.dated, (n) => times.left[n] < view.end && times.right[n] >= view.begin);
    find("live").textContent = say("seen", count, words.span(Math.max(view.begin, times.begin), Math.min(view.end, times.end)));
  }

  // --- the address: `axis`, `view` and `lanes` are ours ---

  function write(how) {
    const pairs = [];
    if (!section.hidden) {
      pairs.push(["axis", ""]);
      if (by) pairs.push(["lanes", by]);
      const text = times && axis.formatView(view);
      if (times && text !== axis.formatView(limit(whole()))) pairs.push(["view", text]);
    }
    site.writeAddress(["axis", "view", "lanes"], pairs, how);
  }

  function follow() {
    const query = new URLSearchParams(location.search);
    if (!query.has("axis")) return close(false);
    chooser.value = query.get("lanes") || "";
    by = chooser.value;
    open(axis.parseView(query.get("view")));
  }

  function open(wanted) {
    section.hidden = false;
    opener.ariaExpanded = true;
    site.read(function (columns) {
      if (!times) {
        times = axis.readTimes(columns);
        words = axis.makeWords(texts, columns.words.months, root.lang);
      }
      flight = null;
      width = plot.clientWidth;
      view = limit(wanted || whole());
      arrange();
    });
  }

  function close(push) {
    if (section.hidden) return;
    marks.hide();
    section.hidden = true;
    opener.ariaExpanded = false;
    if (!push) return;
    write("pushState");
    opener.focus();
  }

  // --- what the reader does ---

  opener.hidden = false;
  opener.addEventListener("click", function () {
    if (!section.hidden) return close(true);
    open(null);
    write("pushState");
  });
  for (const button of section.querySelectorAll("[data-axis-do]")) {
    button.addEventListener("click", () => times && acts[button.dataset.axisDo]());
  }
  chooser.addEventListener("change", function () {
    by = chooser.value;
    write("pushState");
    if (times) arrange();
  });
  axis.listen(plot, rtl, {
    pan: (pixels) => times && move(from(aim().begin + pixels / scaleOf())),
    zoom: (factor, at) => times && move(zoomed(aim(), factor, at)),
    press: (name) => times ? acts[name]() : false,
  });
  document.addEventListener("sourceline:selection", () => times && !section.hidden && arrange());
  window.addEventListener("popstate", follow);
  new ResizeObserver(function () {
    if (!times || section.hidden || plot.clientWidth === width) return;
    width = plot.clientWidth;
    arrange();
  }).observe(plot);
  new MutationObserver(readInk).observe(root, { attributeFilter: ["data-theme"] });
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", readInk);
  }
  follow();
})();
