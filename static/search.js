// The search page: finds as one types, marks what was found, and keeps the query in the address.
"use strict";
(function () {
  const place = document.querySelector("[data-search]");
  if (!place) return;
  const search = self.sourceline.search;
  const field = place.querySelector("input"), status = place.querySelector("[data-search-status]");
  const pattern = place.querySelector("[data-search-hit]"), browse = document.querySelector("[data-search-browse]");
  const groups = Array.from(place.querySelectorAll("[data-search-group]"), function (section) {
    return {
      section, list: section.querySelector("ol"), count: section.querySelector("[data-search-count]"),
      more: section.querySelector("button"), numbers: [],
    };
  });
  const FIRST = [4, 10, 4], NEXT = 20;
  let latest = 0;

  function open() { return search.open(place.dataset.search); }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return values[name] ?? whole; });
  }

  const format = new Intl.NumberFormat(document.documentElement.lang);
  function count(number) { return format.format(number); }

  // --- marks ---

  // [start, end] of what the terms found in a text; `seen` gathers the terms.
  function findMarks(text, terms, seen) {
    const marks = [];
    for (const run of search.listRuns(text)) {
      const written = run.spaceless ? markSigns(text, run, terms, seen) : [];
      for (const term of terms) {
        if (!run.spaceless && search.fits(term, run.text)) {
          seen.add(term);
          written.push([run.start, run.end]);
        }
      }
      marks.push(...written);
    }
    return marks.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  }

  // Without spaces only the signs of the query are marked, not all they stand in.
  function markSigns(text, run, terms, seen) {
    const marks = [];
    const signs = Array.from(text.slice(run.start, run.end)), folded = signs.map(search.fold);
    for (const term of terms) {
      const length = Array.from(term.word).length;
      let start = run.start;
      for (let i = 0; i + length <= signs.length; i++) {
        const size = signs.slice(i, i + length).join("").length;
        if (term.spaceless && folded.slice(i, i + length).join("") === term.word) {
          seen.add(term);
          marks.push([start, start + size]);
        }
        start += signs[i].length;
      }
    }
    return marks;
  }

  function write(node, text, terms, seen) {
    let done = 0;
    for (const [start, end] of findMarks(text, terms, seen)) {
      if (end <= done) continue;
      const from = Math.max(start, done);
      node.append(text.slice(done, from), mark(text.slice(from, end)));
      done = end;
    }
    node.append(text.slice(done));
  }

  function mark(text) {
    const node = document.createElement("mark");
    node.textContent = text;
    return node;
  }

  // --- results ---

  async function makeHit(number, terms) {
    const page = await search.read(number);
    const hit = pattern.content.firstElementChild.cloneNode(true), seen = new Set();
    const link = hit.querySelector("a"), text = hit.querySelector(".hit-text");
    link.href = place.dataset.root + page.path;
    hit.querySelectorAll(".hit-title, .hit-text, span").forEach(function (node) { node.dir = "auto"; });
    write(link, page.title, terms, seen);
    write(hit.querySelector(".hit-kind"), page.kind, terms, seen);
    write(hit.querySelector(".hit-when"), page.note, terms, seen);
    write(text, page.text, terms, seen);
    // What neither shows stands elsewhere on the page.
    for (const term of terms) {
      const word = seen.has(term) ? "" : search.explain(term, number);
      if (word) text.append(" … ", mark(word));
    }
    if (!text.textContent) text.remove();
    return hit;
  }

  async function show(group, size, terms, turn) {
    const numbers = group.numbers.slice(group.shown, group.shown + size);
    group.shown += numbers.length;
    // All are asked for at once, and stand in their order.
    for (const each of numbers.map(function (number) { return makeHit(number, terms); })) {
      const hit = await each;
      if (turn !== latest) return;
      group.list.append(hit);
    }
    group.more.hidden = group.shown >= group.numbers.length;
  }

  function clear(group, numbers) {
    group.numbers = numbers;
    group.shown = 0;
    group.list.replaceChildren();
    group.section.hidden = !numbers.length;
    group.count.textContent = count(numbers.length);
    group.more.hidden = true;
  }

  async function answer() {
    const turn = ++latest, query = field.value.trim();
    keepAddress(query);
    try {
      await open();
      const found = await search.find(query);
      // The first result is worth most: its block comes before the others are asked for.
      const numbers = found.groups.flatMap(function (group, n) { return group.slice(0, FIRST[n]); });
      if (numbers.length) await search.read(numbers[0]);
      if (turn !== latest) return;
      browse.hidden = found.terms.length > 0;
      groups.forEach(function (group, n) { clear(group, found.groups[n] || []); });
      status.textContent = found.terms.length ? describe(query, found) : "";
      await Promise.all(groups.map(function (group, n) {
        group.terms = found.terms;
        return show(group, FIRST[n], found.terms, turn);
      }));
      if (turn === latest) place.dataset.searched = query;
    } catch (error) {
      if (turn === latest) status.textContent = status.dataset.failed;
    }
  }

  function describe(query, found) {
    const total = found.groups.reduce(function (sum, group) { return sum + group.length; }, 0);
    if (!total) return fill(status.dataset.none, { query });
    const counted = fill(status.dataset.count, { n: count(total) });
    if (!found.like.length) return counted;
    return fill(status.dataset.similar, { query, words: found.like.join(", ") }) + " " + counted;
  }

  function keepAddress(query) {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // --- keys ---

  function step(by) {
    const stops = [field, ...place.querySelectorAll(".hit a, .search-more:not([hidden])")];
    const next = stops[stops.indexOf(document.activeElement) + by];
    if (next) next.focus();
    return Boolean(next);
  }

  place.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (step(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    } else if (event.key === "Escape" && field.value) {
      field.value = "";
      field.focus();
      answer();
      event.preventDefault();
    }
  });

  for (const group of groups) {
    group.more.addEventListener("click", async function () {
      const before = group.list.lastElementChild;
      await show(group, NEXT, group.terms, latest);
      const next = before.nextElementSibling;
      if (next) next.querySelector("a").focus();
    });
  }

  // Enter leads to the first result; on a phone that puts the keyboard away.
  place.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
    step(1);
  });
  field.addEventListener("focus", function () { open().catch(function () { /* said when one searches */ }); });
  field.addEventListener("input", answer);

  place.querySelector("fieldset").disabled = false;
  field.value = new URL(location.href).searchParams.get("q") || "";
  if (field.value) answer();
})();
