// Draws the selection of the filters as the server draws the timeline: years, months, empty stretches,
// entries. The page holds a <template> of each part; the order is that of sourceline/site/timeline.py.
"use strict";
(function () {
  const site = self.sourceline;
  const section = document.querySelector("[data-filtered]");
  if (!section) return;
  const whole = document.querySelector("[data-whole]");
  const list = section.querySelector("[data-list]");
  const nothing = section.querySelector("[data-nothing]");
  const grow = section.querySelector("[data-grow]");
  const root = section.dataset.root;
  // So many entries are drawn at once, and again at each "Show more".
  const PAGE = 100;
  const SHAPES = "dmqysfun";

  const patterns = {};
  for (const template of section.querySelectorAll("template")) patterns[template.dataset.pattern] = template.content;
  const copy = (name) => patterns[name].firstElementChild.cloneNode(true);

  let table = null;
  let rows = [];
  let drawn = 0;
  let turn = 0;
  let year = null;
  let entries = null;

  document.addEventListener("sourceline:selection", function () {
    const chosen = site.selection;
    turn += 1;
    section.hidden = !chosen;
    whole.hidden = Boolean(chosen);
    section.setAttribute("aria-busy", String(Boolean(chosen)));
    if (!chosen) {
      list.replaceChildren();
      return;
    }
    site.read(function (columns) {
      table = columns;
      const shown = [];
      for (let n = 0; n < columns.count; n += 1) if (chosen[n]) shown.push(n);
      rows = arrange(shown);
      drawn = 0;
      drawMore(false);
    });
  });

  grow.addEventListener("click", () => drawMore(true));

  // Draws the next page of rows once their words are there, unless the selection has changed by then.
  function drawMore(focus) {
    const mine = turn;
    const next = rows.slice(drawn, drawn + PAGE);
    site.readWords(next.map((row) => row.n), function () {
      if (mine !== turn) return;
      if (!drawn) list.replaceChildren();
      const made = next.map(drawRow);
      drawn += next.length;
      nothing.hidden = rows.length > 0;
      grow.hidden = drawn >= rows.length;
      if (focus && made.length) made[0].querySelector(".entry-title a").focus();
      section.setAttribute("aria-busy", "false");
    });
  }

  // Events as rows in reading order: {n, period, month, year, group, yearGap, gap, sameDate}; `year` and
  // `group` tell where a new heading or list begins.
  function arrange(shown) {
    const found = [];
    let before = null;
    for (const [period, members] of groupBy(shown, (n) => table.period[n])) {
      const yearGap = wordGap(before, firstMonth(members[0]));
      let opens = true;
      let last = null;
      const inMonths = members.length >= table.months_from;
      const months = inMonths ? groupBy(members, (n) => parseInt(table.month[n], 16)) : new Map([[0, members]]);
      for (const month of [...months.keys()].sort((a, b) => a - b)) {
        const inside = months.get(month);
        const gap = month ? wordGap(last, firstMonth(inside[0])) : "";
        inside.forEach(function (n, place) {
          found.push({ n, period, month, year: opens, group: !place, yearGap, gap, previous: place ? inside[place - 1] : null });
          opens = false;
        });
        if (month) last = latestMonth(inside, last);
      }
      before = latestMonth(members, before);
    }
    return found;
  }

  function groupBy(things, find) {
    const groups = new Map();
    for (const thing of things) {
      const key = find(thing);
      if (groups.has(key)) groups.get(key).push(thing);
      else groups.set(key, [thing]);
    }
    return groups;
  }

  function firstMonth(n) {
    return Number.isNaN(table.first[n]) ? null : site.monthNumber(table.first[n]);
  }

  function latestMonth(events, otherwise) {
    const dated = events.filter((n) => !Number.isNaN(table.last[n])).map((n) => site.monthNumber(table.last[n]));
    return dated.length ? dated.reduce((a, b) => Math.max(a, b)) : otherwise;
  }

  // "eleven months without an entry"; "" for a short stretch.
  function wordGap(last, first) {
    const empty = last === null || first === null ? 0 : first - last - 1;
    const months = table.words.gap_months;
    if (empty < table.gap_from) return "";
    const short = empty - table.gap_from;
    return short < months.length ? months[short] : site.count(table.words.gap_years, Math.floor(empty / 12));
  }

  function drawRow(row) {
    if (row.year) openYear(row);
    if (row.group) openGroup(row);
    const item = drawEntry(row);
    entries.append(item);
    return item;
  }

  function openYear(row) {
    drawGap(row.yearGap, list);
    year = copy("year");
    const link = year.querySelector("a");
    link.href = root + table.periods[row.period][2];
    link.textContent = table.periods[row.period][1];
    list.append(year);
  }

  function openGroup(row) {
    let place = year;
    if (row.month) {
      drawGap(row.gap, year);
      place = copy("month");
      place.firstElementChild.textContent = table.words.months[row.month - 1];
      year.append(place);
    }
    entries = copy("list");
    place.append(entries);
  }

  function drawGap(words, place) {
    if (!words) return;
    const gap = copy("gap");
    gap.textContent = words;
    place.append(gap);
  }

  function drawEntry({ n, month, previous }) {
    const item = copy(month ? "entry-month" : "entry");
    const entry = item.querySelector(".entry");
    const flags = table.flags[n];
    entry.removeAttribute("id");
    entry.classList.remove("is-planned");
    if (previous !== null && isSameDate(n, previous)) entry.classList.add("same-date");
    drawDate(entry, n, flags);
    drawTitle(entry, n, flags);
    drawPeople(entry, n);
    drawSource(entry, n);
    return item;
  }

  function isSameDate(n, other) {
    return ["when", "gutter"].every((field) => site.word(n, field) === site.word(other, field)) &&
      table.shape[n] === table.shape[other] && table.flags[n] % 4 === table.flags[other] % 4;
  }

  function drawDate(entry, n, flags) {
    const time = entry.querySelector(".gutter time");
    const attribute = writeDate(n, flags);
    if (!(flags & 2) || table.shape[n] === "n") entry.querySelector(".lead-word").remove();
    if (attribute) {
      time.setAttribute("datetime", attribute);
      time.textContent = site.word(n, "gutter");
    } else {
      const words = document.createElement("span");
      words.className = "time";
      words.textContent = site.word(n, "gutter");
      time.replaceWith(words);
    }
    const mark = patterns.marks.children[2 * SHAPES.indexOf(table.shape[n]) + (flags & 1)].cloneNode(true);
    mark.classList.toggle("is-hollow", Boolean(flags & 2));
    entry.querySelector(".mark").replaceWith(mark);
  }

  // What <time datetime> may hold without claiming more than is known, or "".
  function writeDate(n, flags) {
    const [length, days] = { d: [10, 0], m: [7, 27], y: [4, 364] }[table.shape[n]] || [];
    if (!length || flags & 1 || table.last[n] - table.first[n] < days) return "";
    const day = site.writeDay(table.first[n]);
    // HTML has no form for a year before 1 or after 9999.
    return day.length === 10 && !day.startsWith("0000") ? day.slice(0, length) : "";
  }

  function drawTitle(entry, n, flags) {
    const [status, disputed] = entry.querySelectorAll(".status");
    const words = { p: "planned", d: "denied", l: "alleged" }[table.status[n]];
    if (words) {
      entry.classList.add(`is-${words}`);
      status.textContent = table.words.status[table.status[n]];
    } else {
      status.remove();
    }
    if (!(flags & 4)) disputed.remove();
    const link = entry.querySelector(".entry-title a");
    link.textContent = site.word(n, "title");
    link.href = root + site.path(n);
    entry.querySelector(".entry-title").dir = "auto";
  }

  function drawPeople(entry, n) {
    const people = entry.querySelector(".people");
    const pattern = people.firstElementChild;
    const links = table.who[n].map((place) => table.profiles[place]).filter((profile) => profile[2] !== "topics")
      .map(function ([id, name, folder]) {
        const link = pattern.cloneNode(true);
        link.href = `${root}${folder}/${encodeURIComponent(id)}/index.html`;
        link.firstElementChild.textContent = name;
        return link;
      });
    if (links.length) people.replaceChildren(...links.flatMap((link, place) => (place ? [", ", link] : [link])));
    else people.remove();
  }

  function drawSource(entry, n) {
    const place = entry.querySelector(".cited-from");
    const [link, doubt] = [place.querySelector("a"), place.querySelector(".unverified")];
    if (!table.source[n].length) {
      place.remove();
      return;
    }
    const [id, title] = table.sources[table.source[n][0]];
    const number = site.word(n, "sentence");
    const parts = [];
    if (table.sources.length > 1 || !number) {
      const cite = link.firstElementChild;
      cite.dir = "auto";
      cite.textContent = title;
      parts.push(cite, number ? ", " : "");
    }
    if (number) parts.push(site.fill(patterns.sentence.textContent, { n: number }));
    link.replaceChildren(...parts);
    link.href = `${root}sources/${encodeURIComponent(id)}/index.html${number && "#s" + parseInt(number, 10)}`;
    const more = site.word(n, "more");
    place.replaceChildren(link, more && ` ${more}`);
    if (site.blocks[Math.floor(n / table.block)].unverified.includes(n % table.block)) place.append(" ", doubt);
  }
})();
