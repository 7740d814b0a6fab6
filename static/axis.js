// The axis view of the timeline: opens and closes it, holds what is in view, and keeps the address,
// the drawing and the words in step. What it shows is exactly `sourceline.selection`.
(function () {
  "use strict";
  const site = (self.sourceline = self.sourceline || {});
  const { days, layout, paint, listen, makeMarks, fill } = site.axis || {};
  const root = document.documentElement;
  const section = document.querySelector("[data-axis]");
  const source = document.querySelector("[data-columns]");
  if (!section || !source || !listen) return;

  const find = (name) => section.querySelector("[data-axis-" + name + "]");
  const opener = document.querySelector("[data-axis-open]");
  const plot = find("plot");
  const canvas = find("canvas");
  const chooser = find("lanes");
  const words = section.dataset;
  const rtl = root.dir === "rtl";
  const language = root.lang || "en";
  const numbers = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  const plural = new Intl.PluralRules(language);
  const dayWords = days.makeWords(words, language);
  const STILL = matchMedia("(prefers-reduced-motion: reduce)");

  // The closest view, in days; a block of titles holds this many events.
  const CLOSEST = 4;
  const BLOCK = 500;
  // Below this width there are fewer rows and lanes.
  const NARROW = 600;

  let data = null;
  let lanes = [];
  let by = "";
  let view = { begin: 0, end: 1 };
  let width = 0;
  let placed = new Map();
  let known = [];
  let ink = {};
  let face = "";
  let frame = 0;
  let restTimer = 0;
  let flight = null;
  const asked = new Map();

  const selection = () => site.selection || null;
  const scale = () => width / (view.end - view.begin);

  // Words with a count, in the plural form that the language asks for.
  function say(name, count, values) {
    const forms = section.querySelector('[data-axis-words="' + name + '"]').dataset;
    return fill(forms[plural.select(count)], { n: numbers.format(count), ...values });
  }

  function spanOf(members) {
    let begin = Infinity;
    let end = -Infinity;
    for (const n of members) {
      begin = Math.min(begin, data.left[n]);
      end = Math.max(end, data.right[n]);
    }
    return dayWords.span(Math.floor(begin), Math.max(Math.ceil(end) - 1, Math.floor(begin)));
  }

  // Everything known of an event; its words once its block is here.
  function read(n) {
    if (!known[n]) {
      const { flags, status } = data.columns;
      const bits = parseInt(flags[n], 16);
      const word = { p: words.planned, d: words.denied, l: words.alleged }[status[n]] || "";
      known[n] = { title: null, flags: bits, status: status[n], word, signs: [word, bits & 4 ? words.disputed : ""].filter(Boolean) };
    }
    const event = known[n];
    const block = event.title === null && site.blocks && site.blocks[Math.floor(n / BLOCK)];
    if (block) {
      const at = n % BLOCK;
      event.title = block.title[at];
      event.when = block.when[at];
      event.gutter = block.gutter[at];
      event.path = fill(words.eventPath, { id: encodeURIComponent(block.id[at]) });
    }
    return event;
  }

  // Loads the blocks of these events, then calls.
  function need(events, then) {
    const folder = source.dataset.columns.replace(/[^/]*$/, "");
    const missing = new Set(events.map((n) => Math.floor(n / BLOCK)).filter((b) => !site.blocks || !site.blocks[b]));
    let open = missing.size;
    if (!open) then();
    for (const block of missing) {
      if (!asked.has(block)) asked.set(block, []);
      asked.get(block).push(() => --open || then());
      if (asked.get(block).length > 1) continue;
      site.load(folder + data.columns.blocks[block], () => {
        const waiting = asked.get(block);
        asked.delete(block);
        for (const each of waiting) each();
      });
    }
  }

  const marks = makeMarks({ plot, marks: find("marks"), card: find("card") }, { read, say, spanOf, need, words }, openCluster);

  // Lanes and layouts are made anew when the selection, the lanes or the room change.
  function arrange() {
    const narrow = width < NARROW;
    lanes = layout.chooseLanes(data, selection(), by, narrow ? 4 : 6, words.others);
    placed = new Map();
    const now = findLayout();
    const height = paint.heightOf(now, Boolean(by));
    plot.style.blockSize = height + "px";
    const ratio = devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    marks.setLanes(lanes, paint.laneHeight(now, Boolean(by)), words.name);
    sayUndated();
    draw();
    rest();
  }

  function findLayout() {
    const step = layout.stepBelow(scale());
    if (!placed.has(step)) {
      if (placed.size > 5) placed.delete(placed.keys().next().value);
      placed.set(step, layout.place(data, lanes, scale(), by ? (lanes.length > 4 ? 3 : 4) : width < NARROW ? 9 : 12));
    }
    return placed.get(step);
  }

  function makeScene() {
    return {
      width, ratio: canvas.width / width, begin: view.begin, scale: scale(), layout: findLayout(),
      named: Boolean(by), ink, face, rtl, words: dayWords, numbers, read,
    };
  }

  function draw() {
    if (!frame) frame = requestAnimationFrame(() => {
      frame = 0;
      if (section.hidden || !data || !width) return;
      if (flight) fly();
      paint.paint(canvas.getContext("2d"), makeScene());
    });
  }

  function readInk() {
    for (const probe of section.querySelectorAll("[data-ink]")) ink[probe.dataset.ink] = getComputedStyle(probe).color;
    face = getComputedStyle(plot).fontFamily;
    if (data) draw();
  }

  // Movements
  const whole = () => {
    const pad = (data.end - data.begin) * 0.03 + 2;
    return { begin: data.begin - pad, end: data.end + pad };
  };

  function limit({ begin, end }) {
    const all = whole();
    const span = Math.max(CLOSEST, Math.min(end - begin, all.end - all.begin));
    const middle = Math.max(data.begin, Math.min((begin + end) / 2, data.end));
    return { begin: middle - span / 2, end: middle + span / 2 };
  }

  function move(to) {
    view = limit(to);
    plot.classList.add("is-moving");
    draw();
  }

  // To another view in a fifth of a second, or at once where motion is not wanted.
  function go(to, push) {
    flight = STILL.matches ? null : { from: view, to: limit(to), start: performance.now() };
    if (flight) draw();
    else move(to);
    rest(push);
  }

  function fly() {
    const part = Math.min(1, (performance.now() - flight.start) / 200);
    const ease = part * (2 - part);
    const { from, to } = flight;
    move({ begin: from.begin + (to.begin - from.begin) * ease, end: from.end + (to.end - from.end) * ease });
    if (part === 1) flight = null;
    rest();
  }

  const pan = (pixels) => {
    flight = null;
    move({ begin: view.begin + pixels / scale(), end: view.end + pixels / scale() });
  };

  function zoomed(factor, pixels) {
    const span = view.end - view.begin;
    const all = whole();
    const now = Math.max(CLOSEST, Math.min(span / factor, all.end - all.begin));
    const fixed = view.begin + (pixels / width) * span;
    return { begin: fixed - (pixels / width) * now, end: fixed + (1 - pixels / width) * now };
  }
  const zoom = (factor, pixels) => {
    flight = null;
    move(zoomed(factor, pixels));
  };

  const target = () => (flight ? flight.to : view);
  const shift = (part) => {
    const { begin, end } = target();
    go({ begin: begin + part * (end - begin), end: end + part * (end - begin) });
  };
  const grow = (factor) => {
    if (flight) view = flight.to;
    go(zoomed(factor, width / 2));
  };
  const ACTS = {
    earlier: () => shift(-0.2),
    later: () => shift(0.2),
    in: () => grow(2),
    out: () => grow(0.5),
    whole: () => go(whole(), true),
    first: () => go({ begin: data.begin - (view.end - view.begin) / 20, end: data.begin + (view.end - view.begin) * 0.95 }),
    last: () => go({ begin: data.end - (view.end - view.begin) * 0.95, end: data.end + (view.end - view.begin) / 20 }),
    close: () => close(true),
    leave: () => marks.leave(),
  };

  function openCluster(item) {
    let [first, last] = [Infinity, -Infinity];
    for (const n of item.members) {
      first = Math.min(first, data.left[n]);
      last = Math.max(last, data.left[n]);
    }
    if (item.shape === "bars" || last - first < 1) return false;
    const pad = (last - first) * 0.1 + 0.5;
    go({ begin: first - pad, end: last + pad }, true);
    return true;
  }

  // When a movement has come to rest: the address, the stops for keys, the words.
  let choice = false;
  function rest(push) {
    choice = choice || Boolean(push);
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      if (section.hidden || flight) return;
      writeAddress(choice);
      choice = false;
      settle();
    }, 160);
  }

  function settle() {
    if (section.hidden || !width) return;
    const missing = marks.sync(makeScene());
    plot.classList.remove("is-moving");
    if (missing.length) need(missing, () => (draw(), settle()));
    const begin = Math.max(view.begin, data.begin);
    const end = Math.min(view.end, data.end);
    let count = 0;
    const shown = selection();
    for (let n = 0; n < data.dated; n++) {
      if ((!shown || shown[n]) && data.left[n] < view.end && data.right[n] >= view.begin) count++;
    }
    const span = dayWords.span(Math.floor(begin), Math.max(Math.ceil(end) - 1, Math.floor(begin)));
    find("live").textContent = say("seen", count, { span });
  }

  function sayUndated() {
    const shown = selection();
    let count = 0;
    for (let n = data.dated; n < data.columns.count; n++) if (!shown || shown[n]) count++;
    find("undated").hidden = !count;
    find("undated").querySelector("a").textContent = count ? say("undated", count, {}) : "";
  }

  // The address holds `axis`, `view` and `lanes`; other keys are others'.
  function writeAddress(push) {
    const query = new URLSearchParams(location.search);
    for (const key of ["axis", "view", "lanes"]) query.delete(key);
    if (!section.hidden) {
      query.set("axis", "");
      if (by) query.set("lanes", by);
      const text = days.formatView(view);
      if (text !== days.formatView(limit(whole()))) query.set("view", text);
    }
    const text = query.toString().replace(/(^|&)axis=(?=&|$)/, "$1axis");
    if (text === location.search.slice(1)) return;
    history[push ? "pushState" : "replaceState"](history.state, "", location.pathname + (text && "?" + text) + location.hash);
  }

  function readAddress() {
    const query = new URLSearchParams(location.search);
    if (!query.has("axis")) return close(false);
    const wanted = query.get("lanes") || "";
    by = [...chooser.options].some((option) => option.value === wanted) ? wanted : "";
    chooser.value = by;
    open(days.parseView(query.get("view")));
  }

  function open(wanted) {
    section.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    if (!data) {
      section.ariaBusy = "true";
      site.load(source.dataset.columns, () => {
        if (!data) data = layout.readColumns(site.columns);
        section.ariaBusy = null;
        const kinds = new Set(site.columns.profiles.map((profile) => profile[2]));
        for (const option of [...chooser.options]) option.hidden = !["", "kind"].includes(option.value) && !kinds.has(option.value);
        open(wanted);
      });
      return;
    }
    flight = null;
    view = limit(wanted || whole());
    width = plot.clientWidth;
    readInk();
    arrange();
  }

  function close(push) {
    if (section.hidden) return;
    marks.hide();
    section.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (!push) return;
    writeAddress(true);
    opener.focus();
  }

  opener.hidden = false;
  opener.addEventListener("click", () => {
    if (!section.hidden) return close(true);
    open(null);
    writeAddress(true);
  });
  for (const button of section.querySelectorAll("[data-axis-do]")) {
    button.addEventListener("click", () => data && ACTS[button.dataset.axisDo]());
  }
  chooser.addEventListener("change", () => {
    by = chooser.value;
    arrange();
    writeAddress(true);
  });
  listen(plot, {
    rtl, rest,
    pan: (pixels) => data && pan(pixels),
    zoom: (factor, pixels) => data && zoom(factor, pixels),
    press: (name) => (data ? ACTS[name]() : false),
  });
  document.addEventListener("sourceline:selection", () => data && !section.hidden && arrange());
  addEventListener("popstate", readAddress);
  new ResizeObserver(() => {
    if (!data || section.hidden || plot.clientWidth === width) return;
    width = plot.clientWidth;
    if (width) arrange();
  }).observe(plot);
  new MutationObserver(readInk).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", readInk);
  }
  readAddress();
})();
