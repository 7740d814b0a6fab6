// Draws one frame of the axis on a canvas. Lengths are pixels from the side where time begins; on a page
// that reads from right to left the canvas is mirrored, but for its letters.
"use strict";
(function () {
  const axis = self.sourceline.axis;

  const ROW = 26;
  const RULER = 44;

  axis.laneHeight = ({ layout, named }) => layout.rows * ROW + (named ? 26 : 10);
  axis.heightOf = (scene) => scene.layout.lanes.length * axis.laneHeight(scene) + RULER;
  // The middle of a row; row 0 is the lowest of a lane.
  axis.middleOf = (scene, lane, row) => (lane + 1) * axis.laneHeight(scene) - (row + 0.5) * ROW - 2;

  // The items of a lane that are in view: [{ item, from, to }].
  axis.listVisible = function (lane, { begin, scale, width }) {
    const seen = [];
    for (const item of lane.items) {
      const from = axis.startOf(item, scale) - begin * scale;
      const to = from + axis.lengthOf(item, scale);
      if (to > 0 && from < width) seen.push({ item, from, to });
    }
    return seen;
  };

  // The canvas and what is drawn on it: { width, ratio, begin, scale, layout, named, ink, rtl, words,
  // read }, where `read(n)` is what is known of an event.
  let pen = null;
  let scene = null;

  axis.paint = function (context, now) {
    pen = context;
    scene = now;
    turn(false);
    pen.clearRect(0, 0, scene.width, axis.heightOf(scene));
    pen.direction = scene.rtl ? "rtl" : "ltr";
    pen.textBaseline = "middle";
    turn(scene.rtl);
    paintRuler();
    scene.layout.lanes.forEach(function (lane, n) {
      const floor = (n + 1) * axis.laneHeight(scene);
      const seen = axis.listVisible(lane, scene);
      pen.fillStyle = scene.ink.wash;
      for (const { item, from, to } of seen) if (item.shape === "cluster") paintColumn(item, from, to, floor);
      pen.fillStyle = scene.ink.line;
      if (n < scene.layout.lanes.length - 1) pen.fillRect(0, floor - 0.5, scene.width, 1);
      for (const { item, from, to } of seen) paintItem(item, from, to, axis.middleOf(scene, n, item.row));
    });
  };

  function turn(mirrored) {
    const { ratio, width } = scene;
    pen.setTransform(mirrored ? -ratio : ratio, 0, 0, ratio, mirrored ? width * ratio : 0, 0);
  }

  function write(text, at, y, colour, weight, size, align) {
    turn(false);
    pen.font = weight + " " + size + "px " + scene.ink.face;
    pen.textAlign = align || "start";
    pen.fillStyle = colour;
    pen.fillText(text, scene.rtl ? scene.width - at : at, y);
    turn(scene.rtl);
  }

  function paintRuler() {
    const { begin, scale, width, ink } = scene;
    const base = axis.heightOf(scene) - RULER;
    const { ticks, edge } = axis.listTicks(begin, begin + width / scale, scale, scene.words);
    let first = Infinity;
    for (const { day, text, major } of ticks) {
      const at = (day - begin) * scale;
      if (at < -1) continue;
      pen.fillStyle = ink.line;
      pen.fillRect(Math.round(at) - 0.5, 0, 1, base + (major ? RULER : 7));
      write(text, at + 5, base + 14, ink.soft, "", 13);
      if (major) write(major, at + 5, base + 34, ink.text, 600, 13);
      if (major) first = Math.min(first, at);
    }
    // The name at the edge stays until the next one pushes it out.
    if (edge) write(edge, Math.min(5, first - 10 - pen.measureText(edge).width), base + 34, ink.text, 600, 13);
    pen.fillStyle = ink.strong;
    pen.fillRect(0, base - 0.5, width, 1);
  }

  // Behind a cluster, so that the eye can compare counts; heights go by the square root.
  function paintColumn({ members }, from, to, floor) {
    const tall = (scene.layout.rows - 1) * ROW * Math.sqrt(members.length / scene.layout.most) + ROW;
    pen.fillRect(from + 1, floor - 2 - tall, to - from - 2, tall);
  }

  function paintItem(item, from, to, y) {
    const { ink } = scene;
    const count = item.members.length;
    pen.fillStyle = pen.strokeStyle = ink.mark;
    pen.lineWidth = 2;
    if (count > 1) {
      const wide = axis.widthOf(count);
      const start = item.shape === "cluster" ? (from + to - wide) / 2 : Math.min(Math.max(from, 0), to - wide);
      if (item.shape !== "cluster") paintBar(from, to, y, 0, 0);
      pen.beginPath();
      pen.roundRect(start + 1, y - 10, wide - 2, 20, 10);
      pen.fill();
      write(String(count), start + wide / 2, y + 0.5, ink.paper, 600, 12, "center");
      return;
    }
    const event = scene.read(item.members[0]);
    // A long bar has its title above it, for as long as any of it is seen.
    const long = to - from > 90;
    const line = long ? y + 8 : y;
    const middle = (from + to) / 2;
    if (item.shape === "d") paintDot(middle, line, event.flags & 1, event.flags & 2);
    else if (item.shape === "f") paintOpen(from + 1, to, line);
    else if (item.shape === "u") paintOpen(to - 1, from, line);
    else paintBar(from, to, line, event.flags & 1, event.flags & 2);
    if (event.status !== "a") paintStatus(Math.min(Math.max(middle, 8), scene.width - 8), line, event.status);
    if (!event.path) return;
    const edge = item.next ? (item.next.left - scene.begin) * scene.scale - 20 : Infinity;
    const start = long ? Math.max(from + 2, 4) : to + (item.shape === "d" ? 1 : 5);
    paintTitle(event, start, Math.min(edge, long ? to : Infinity) - start, long ? y - 3 : y);
  }

  function fillCircle(at, y, radius) {
    pen.beginPath();
    pen.arc(at, y, radius, 0, 7);
    pen.fill();
  }

  function paintDot(at, y, soft, hollow) {
    fillCircle(at, y, 4);
    for (const side of soft ? [at - 6.5, at + 6.5] : []) fillCircle(side, y, 1.2);
    if (!hollow) return;
    pen.fillStyle = scene.ink.paper;
    fillCircle(at, y, 2.6);
  }

  function paintLine(...points) {
    pen.beginPath();
    points.forEach(([at, y], n) => n ? pen.lineTo(at, y) : pen.moveTo(at, y));
    pen.stroke();
  }

  function paintOpen(near, far, y) {
    paintLine([near, y - 5], [near, y + 5]);
    paintLine([near, y], [(near + far) / 2, y]);
    pen.setLineDash([2, 3]);
    paintLine([(near + far) / 2, y], [far, y]);
    pen.setLineDash([]);
  }

  function paintBar(from, to, y, soft, hollow) {
    const inset = soft ? 8 : 0;
    const left = Math.max(from, -40) + inset;
    const wide = Math.min(to, scene.width + 40) - inset - left;
    pen.beginPath();
    pen.roundRect(left, y - 2.5, wide, 5, 2.5);
    pen.fill();
    for (const side of soft ? [left - 5, left + wide + 5] : []) fillCircle(side, y, 1.4);
    if (!hollow) return;
    pen.fillStyle = scene.ink.paper;
    pen.fillRect(left + 1.6, y - 1, wide - 3.2, 2);
  }

  // On what is not told as a fact: a stroke through what is denied, a ring of dots around what is planned,
  // half a ring over what is alleged.
  function paintStatus(at, y, status) {
    pen.lineWidth = 1.5;
    pen.strokeStyle = scene.ink.text;
    if (status === "d") return paintLine([at - 6, y + 7], [at + 6, y - 7]);
    if (status === "p") pen.setLineDash([1.5, 2.5]);
    pen.beginPath();
    pen.arc(at, y, 8, status === "p" ? 0 : Math.PI, 2 * Math.PI);
    pen.stroke();
    pen.setLineDash([]);
  }

  // As much of a title as has room; the width of its letters is measured once.
  function paintTitle(event, at, room, y) {
    if (Math.min(room, scene.width - at) < 80) return;
    const text = event.word ? event.word + ": " + event.title : event.title;
    const weight = event.word ? "italic" : "";
    if (!event.letter) {
      pen.font = weight + " 14px " + scene.ink.face;
      event.letter = pen.measureText(text).width / text.length;
    }
    const letters = Math.floor(room / event.letter);
    write(letters < text.length ? text.slice(0, letters - 2).trimEnd() + "…" : text, at, y, scene.ink.text, weight, 14);
  }
})();
