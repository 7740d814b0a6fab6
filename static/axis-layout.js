// Where each mark and each cluster stands: a pure function of the columns, the selection, the lanes
// and the scale. It does not depend on what is in view, so panning moves nothing against anything.
(function () {
  "use strict";
  const site = (self.sourceline = self.sourceline || {});
  const axis = (site.axis = site.axis || {});

  // Pixels. A mark is a target of 24 (WCAG 2.2, 2.5.8); entries of one cell are clustered together.
  const MARK = 24;
  const CELL = 48;
  const LONG = 240;
  const TITLE = 150;

  // Columns of the page as numbers: where each dated event begins and ends on the axis, in days.
  function readColumns(columns) {
    const dated = columns.count - columns.undated;
    const left = new Float64Array(dated);
    const right = new Float64Array(dated);
    for (let n = 0, day = 0; n < dated; n++) {
      day += columns.begin[n];
      const shape = columns.shape[n];
      if (shape === "d") left[n] = right[n] = day + 0.5;
      else if (shape === "f") left[n] = right[n] = day;
      else if (shape === "u") left[n] = right[n] = day + 1;
      else {
        left[n] = day;
        right[n] = day + Math.max(columns.length[n], 0) + 1;
      }
    }
    const order = Uint32Array.from(left.keys()).sort((a, b) => left[a] - left[b] || a - b);
    let end = -Infinity;
    for (const day of right) end = Math.max(end, day);
    return { columns, dated, left, right, order, begin: dated ? left[order[0]] : 0, end: dated ? end : 1 };
  }

  // Lanes of the selection: [{ name, events }], the most frequent first, and one for what stands in
  // none of them. With no `by` there is one lane of everything.
  function chooseLanes(data, selection, by, most, others) {
    const columns = data.columns;
    const shown = data.order.filter((n) => !selection || selection[n]);
    if (!by) return [{ name: "", events: shown }];
    const table = by === "kind" ? columns.kinds : columns.profiles;
    const places = (n) => new Set(by === "kind" ? [columns.kind[n]] : columns.who[n].filter((p) => table[p][2] === by));
    const counts = new Map();
    for (const n of shown) for (const p of places(n)) counts.set(p, (counts.get(p) || 0) + 1);
    const chosen = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b).slice(0, most);
    const lanes = new Map(chosen.map((p) => [p, { name: table[p][1], events: [] }]));
    const rest = { name: others, events: [] };
    for (const n of shown) {
      let found = false;
      for (const p of places(n)) {
        if (!lanes.has(p)) continue;
        lanes.get(p).events.push(n);
        found = true;
      }
      if (!found) rest.events.push(n);
    }
    return [...lanes.values(), ...(rest.events.length || !lanes.size ? [rest] : [])];
  }

  // The stretch an item takes of its row, in pixels from day 0: [from, to].
  function measure(item, scale) {
    const from = item.left * scale;
    const to = item.right * scale;
    if (item.shape === "cluster") return [from, from + item.width];
    if (item.shape === "f") return [from, from + MARK];
    if (item.shape === "u") return [from - MARK, from];
    return to - from < MARK ? [(from + to - MARK) / 2, (from + to + MARK) / 2] : [from, to];
  }

  // In the first row that has `room` before it, for a title, else where the most room is left; `ends`
  // says where each row is free from. False when no row has a place.
  function fit(item, ends, lowest, room, scale) {
    const [from, to] = measure(item, scale);
    let best = -1;
    for (let row = lowest; row < ends.length; row++) {
      if (ends[row] <= from && (best < 0 || ends[row] < ends[best])) best = row;
      if (ends[row] + room <= from) {
        best = row;
        break;
      }
    }
    if (best < 0) return false;
    item.row = best;
    ends[best] = to;
    return true;
  }

  // Long bars in `rows` rows. Those of the same days are one bar with a count; one without a row joins
  // the one that ends last.
  function placeBars(marks, rows, scale) {
    const same = new Map();
    for (const bar of marks) {
      const key = bar.left + " " + bar.right;
      if (same.has(key)) same.get(key).members.push(bar.members[0]);
      else same.set(key, bar);
    }
    const ends = new Array(rows).fill(-Infinity);
    const placed = [];
    let latest = null;
    for (const bar of same.values()) {
      if (bar.members.length > 1) bar.shape = "bars";
      if (fit(bar, ends, 0, 0, scale)) placed.push(bar);
      else {
        latest.shape = "bars";
        latest.members = latest.members.concat(bar.members);
        latest.right = Math.max(latest.right, bar.right);
        ends[latest.row] = latest.right * scale;
      }
      if (!latest || bar.right > latest.right) latest = bar;
    }
    return placed;
  }

  // The rest in `rows` rows, cell by cell: each on its own, or all of a cell as one cluster in row 0.
  function placeShort(data, marks, rows, scale) {
    const placed = [];
    const cell = Math.max(1, CELL / scale);
    let ends = new Array(rows).fill(-Infinity);
    for (let n = 0; n < marks.length; ) {
      const place = Math.floor(marks[n].left / cell);
      const inside = [];
      while (n < marks.length && Math.floor(marks[n].left / cell) === place) inside.push(marks[n++]);
      const before = ends.slice();
      // Row 0 takes nothing longer than a cell, so that a cluster is never pushed far from its place.
      if (inside.length <= 2 * rows && inside.every((mark) => fit(mark, ends, (mark.right - mark.left) * scale > CELL ? 1 : 0, TITLE, scale))) {
        placed.push(...inside);
        continue;
      }
      ends = before;
      const members = inside.map((mark) => mark.members[0]);
      const middle = inside.reduce((sum, mark) => sum + mark.left, 0) / inside.length;
      const width = Math.max(MARK, 14 + 8 * String(members.length).length);
      const from = Math.max(ends[0], Math.min(middle * scale - width / 2, (place + 1) * cell * scale - width));
      ends[0] = from + width;
      placed.push({ shape: "cluster", left: from / scale, right: from / scale, width, members, row: 0, next: null });
    }
    return placed;
  }

  // One lane in `rows` rows at a scale (pixels a day): every event in one item, none over another.
  // Long bars stand above the rest, in as many rows as they need, but half of all at most.
  function placeLane(data, events, scale, rows) {
    const short = [];
    const long = [];
    for (const n of events) {
      const mark = { shape: data.columns.shape[n], left: data.left[n], right: data.right[n], members: [n], row: 0, next: null };
      ((mark.right - mark.left) * scale > LONG ? long : short).push(mark);
    }
    const bars = placeBars(long, Math.floor(rows / 2), scale);
    const used = bars.reduce((most, bar) => Math.max(most, bar.row + 1), 0);
    for (const bar of bars) bar.row = rows - 1 - bar.row;
    const items = bars.concat(placeShort(data, short, rows - used, scale));
    const follow = new Array(rows).fill(null);
    for (const item of items) {
      if (follow[item.row]) follow[item.row].next = item;
      follow[item.row] = item;
    }
    return items;
  }

  // All lanes at the step of scale below `scale`; steps are half an octave, so that marks keep their
  // rows through most frames of a zoom.
  function stepBelow(scale) {
    return 2 ** (Math.floor(2 * Math.log2(scale)) / 2);
  }

  function place(data, lanes, scale, rows) {
    const step = stepBelow(scale);
    const placed = lanes.map((lane) => ({ name: lane.name, items: placeLane(data, lane.events, step, rows) }));
    let most = 1;
    for (const lane of placed) for (const item of lane.items) most = Math.max(most, item.members.length);
    return { step, lanes: placed, most, rows };
  }

  axis.layout = { readColumns, chooseLanes, stepBelow, place, measure };
})();
