// Where marks and clusters stand: a pure function of columns, selection, lanes and scale. What is in view
// does not matter, so that panning moves nothing against anything.
"use strict";
(function () {
  const axis = self.sourceline.axis;

  // Pixels: the least width of a mark (WCAG 2.2, 2.5.8), a cell whose events are clustered together, a bar
  // that gets a row above them, the room of a title.
  const MARK = 24;
  const CELL = 48;
  const LONG = 240;
  const TITLE = 150;

  // Where each dated event begins and ends on the axis, in days; `order` is by begin.
  axis.readTimes = function (columns) {
    const dated = columns.count - columns.undated;
    const left = new Float64Array(dated);
    const right = new Float64Array(dated);
    for (let n = 0; n < dated; n += 1) {
      const [day, shape] = [columns.first[n], columns.shape[n]];
      left[n] = shape === "d" ? day + 0.5 : shape === "u" ? day + 1 : day;
      right[n] = "dfu".includes(shape) ? left[n] : columns.last[n] + 1;
    }
    const order = Uint32Array.from(left.keys()).sort((a, b) => left[a] - left[b] || a - b);
    return { columns, dated, left, right, order, ...dated ? extent({ left, right }, order) : { begin: 0, end: 1 } };
  };

  // { begin, latest, end } of some events: their first and last begin, and their last end.
  function extent({ left, right }, events) {
    let [begin, latest, end] = [Infinity, -Infinity, -Infinity];
    for (const n of events) {
      begin = Math.min(begin, left[n]);
      latest = Math.max(latest, left[n]);
      end = Math.max(end, right[n]);
    }
    return { begin, latest, end };
  }

  // [{ name, events }], the most frequent first; the last holds what stands in none. Without `by`, one lane.
  axis.chooseLanes = function (times, selection, by, most, others) {
    const { columns } = times;
    const rest = { name: by && others, events: [] };
    const table = by === "kind" ? columns.kinds : columns.profiles;
    const shown = times.order.filter((n) => !selection || selection[n]);
    const placesOf = (n) => by === "kind" ? [columns.kind[n]] : columns.who[n].filter((p) => table[p][2] === by);
    const lanes = new Map();
    for (const n of shown) {
      for (const p of placesOf(n)) {
        if (!lanes.has(p)) lanes.set(p, { name: table[p][1], events: [], place: p });
        lanes.get(p).events.push(n);
      }
    }
    const chosen = [...lanes.values()].sort((a, b) => b.events.length - a.events.length || a.place - b.place).slice(0, most);
    const places = new Set(chosen.map((lane) => lane.place));
    rest.events = shown.filter((n) => !placesOf(n).some((p) => places.has(p)));
    return rest.events.length || !chosen.length ? [...chosen, rest] : chosen;
  };

  // The stretch an item takes of its row, in pixels from day 0: from `startOf` on, `lengthOf` long.
  function lengthOf({ left, right, width }, scale) {
    return Math.max(width, (right - left) * scale);
  }

  function startOf(item, scale) {
    const { shape, left, right, width } = item;
    if (shape === "cluster" || shape === "f") return left * scale;
    if (shape === "u") return left * scale - width;
    return left * scale - Math.max(0, width - (right - left) * scale) / 2;
  }

  // Puts an item into the first row with `room` before it, else where the most is left; `ends` says from
  // where each row is free. False when none is.
  function fit(item, ends, lowest, room, scale) {
    const start = startOf(item, scale);
    let best = -1;
    for (let row = lowest; row < ends.length; row += 1) {
      if (ends[row] <= start && (best < 0 || ends[row] < ends[best])) best = row;
      if (best === row && ends[row] + room <= start) break;
    }
    if (best < 0) return false;
    item.row = best;
    ends[best] = start + lengthOf(item, scale);
    return true;
  }

  // Bars of the same days become one with a count; one without a row joins the one that ends last.
  function placeBars(marks, rows, scale) {
    const same = new Map();
    for (const bar of marks) {
      const key = bar.left + " " + bar.right;
      if (same.has(key)) same.get(key).members.push(bar.members[0]);
      else same.set(key, bar);
    }
    const ends = new Array(rows).fill(-Infinity);
    let latest = null;
    return [...same.values()].filter(function (bar) {
      const placed = fit(bar, ends, 0, 0, scale);
      if (!placed) {
        for (const n of bar.members) latest.members.push(n);
        latest.right = Math.max(latest.right, bar.right);
        ends[latest.row] = latest.right * scale;
      } else if (!latest || bar.right > latest.right) latest = bar;
      return placed;
    });
  }

  // Cell by cell: each event on its own, or all of the cell as a cluster. Row 0 takes nothing longer than
  // a cell, so that a cluster is never pushed far from its place.
  function placeShort(marks, rows, scale) {
    const placed = [];
    const cell = Math.max(1, CELL / scale);
    let ends = new Array(rows).fill(-Infinity);
    for (let n = 0; n < marks.length;) {
      const first = n;
      const place = Math.floor(marks[n].left / cell) + 1;
      while (n < marks.length && marks[n].left < place * cell) n += 1;
      const inside = marks.slice(first, n);
      const before = ends.slice();
      if (inside.length <= 2 * rows && inside.every((mark) => fit(mark, ends, lengthOf(mark, scale) > CELL ? 1 : 0, TITLE, scale))) {
        placed.push(...inside);
        continue;
      }
      ends = before;
      const members = inside.map((mark) => mark.members[0]);
      const width = Math.max(MARK, axis.widthOf(members.length));
      const middle = inside.reduce((sum, mark) => sum + mark.left, 0) / members.length * scale;
      const start = Math.max(ends[0], Math.min(middle - width / 2, place * cell * scale - width));
      ends[0] = start + width;
      placed.push({ shape: "cluster", left: start / scale, right: start / scale, width, members, row: 0, next: null });
    }
    return placed;
  }

  // One lane: every event in one item, none over another. Long bars stand above the rest, in as many rows
  // as they need, but half of all at most. `next` is what follows in the same row.
  function placeLane({ columns, left, right }, { name, events }, scale, rows) {
    const [short, long] = [[], []];
    for (const n of events) {
      const mark = { shape: columns.shape[n], left: left[n], right: right[n], members: [n], width: MARK, row: 0, next: null };
      ((right[n] - left[n]) * scale > LONG ? long : short).push(mark);
    }
    const bars = placeBars(long, Math.floor(rows / 2), scale);
    const used = bars.reduce((most, bar) => Math.max(most, bar.row + 1), 0);
    for (const bar of bars) bar.row = rows - 1 - bar.row;
    const items = bars.concat(placeShort(short, rows - used, scale));
    const last = [];
    for (const item of items) {
      if (last[item.row]) last[item.row].next = item;
      last[item.row] = item;
    }
    return { name, items };
  }

  // Layouts are made for steps of half an octave, so that marks keep their rows through most of a zoom.
  axis.stepBelow = (scale) => 2 ** (Math.floor(2 * Math.log2(scale)) / 2);

  axis.place = function (times, lanes, step, rows) {
    const placed = lanes.map((lane) => placeLane(times, lane, step, rows));
    const most = placed.reduce((found, lane) => lane.items.reduce((n, item) => Math.max(n, item.members.length), found), 1);
    return { lanes: placed, most, rows };
  };

  axis.widthOf = (count) => 14 + 8 * String(count).length;
  axis.extent = extent;
  axis.startOf = startOf;
  axis.lengthOf = lengthOf;
})();
