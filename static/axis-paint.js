// Draws one frame of the axis on a canvas. Lengths are pixels from the side where time begins, which
// is the right one on a page that reads from right to left.
(function () {
  "use strict";
  const site = (self.sourceline = self.sourceline || {});
  const axis = (site.axis = site.axis || {});

  const ROW = 26;
  const HEAD = 26;
  const RULER = 44;
  const TURN = 2 * Math.PI;

  // The height of a whole axis, and the middle of a row in it; row 0 is a lane's lowest.
  function heightOf(layout, named) {
    return layout.lanes.length * laneHeight(layout, named) + RULER;
  }
  function laneHeight(layout, named) {
    return layout.rows * ROW + (named ? HEAD : 10);
  }
  function middleOf(layout, named, lane, row) {
    return (lane + 1) * laneHeight(layout, named) - (row + 0.5) * ROW - 2;
  }

  // scene: { width, ratio, begin, scale, layout, named, ink, face, rtl, words, read }; `read(n)` is
  // what is known of an event, { title, flags, status, word }, its title null while not loaded.
  function paint(context, scene) {
    const { width, begin, scale, layout, named, ink, rtl } = scene;
    const height = heightOf(layout, named);
    const x = (u) => (rtl ? width - u : u);
    context.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.direction = rtl ? "rtl" : "ltr";
    context.textAlign = "start";
    context.textBaseline = "middle";
    context.lineCap = "butt";
    paintRuler(context, scene, x, height);
    layout.lanes.forEach((lane, n) => {
      const floor = (n + 1) * laneHeight(layout, named);
      paintColumns(context, scene, lane, floor, x);
      context.fillStyle = ink.line;
      if (n < layout.lanes.length - 1) context.fillRect(0, floor - 0.5, width, 1);
      for (const { item, from, to } of listVisible(lane, scene)) {
        paintItem(context, scene, item, from, to, middleOf(layout, named, n, item.row), x);
      }
    });
  }

  // The items of a lane that touch the view, with their stretch in pixels of the view.
  function listVisible(lane, { begin, scale, width }) {
    const seen = [];
    for (const item of lane.items) {
      let [from, to] = axis.layout.measure(item, scale);
      from -= begin * scale;
      to -= begin * scale;
      if (to > 0 && from < width) seen.push({ item, from, to });
    }
    return seen;
  }

  function paintRuler(context, { width, begin, scale, ink, face, words }, x, height) {
    const base = height - RULER;
    const ticks = axis.days.listTicks(begin, begin + width / scale, scale, words);
    context.fillStyle = ink.line;
    for (const tick of ticks) {
      const u = Math.round((tick.day - begin) * scale);
      context.fillRect(x(u) - 0.5, 0, 1, base + (tick.major ? RULER : 7));
    }
    context.fillStyle = ink.strong;
    context.fillRect(0, base - 0.5, width, 1);
    context.font = "13px " + face;
    context.fillStyle = ink.soft;
    for (const tick of ticks) if (tick.day >= begin) context.fillText(tick.text, x((tick.day - begin) * scale + 5), base + 14);
    context.font = "600 13px " + face;
    context.fillStyle = ink.text;
    // The name of the period at the edge stays until the next one pushes it out.
    const majors = ticks.filter((tick) => tick.major && tick.day >= begin);
    const edge = axis.days.nameEdge(begin, scale, words);
    if (edge) {
      const next = majors.length ? (majors[0].day - begin) * scale : Infinity;
      const room = context.measureText(edge).width + 10;
      context.fillText(edge, x(Math.min(5, next - room)), base + 34);
    }
    for (const tick of majors) context.fillText(tick.major, x((tick.day - begin) * scale + 5), base + 34);
  }

  // The column behind a cluster lets the eye compare counts; heights go by the square root.
  function paintColumns(context, scene, lane, floor, x) {
    context.fillStyle = scene.ink.wash;
    for (const { item, from, to } of listVisible(lane, scene)) {
      if (item.shape !== "cluster") continue;
      const tall = (scene.layout.rows - 1) * ROW * Math.sqrt(item.members.length / scene.layout.most);
      context.fillRect(Math.min(x(from), x(to)) + 1, floor - ROW - 2 - tall, to - from - 2, tall + ROW);
    }
  }

  function paintItem(context, scene, item, from, to, y, x) {
    const { ink, width } = scene;
    const count = item.members.length;
    const wide = 14 + 8 * String(count).length;
    if (item.shape === "cluster") return paintCount(context, scene, x((from + to) / 2), y, wide, count);
    context.fillStyle = context.strokeStyle = ink.mark;
    if (count > 1) {
      paintBar(context, x, y, Math.max(from, -20), Math.min(to, width + 20), 0, 0, ink);
      return paintCount(context, scene, x(Math.min(Math.max(from, 0), to - wide) + wide / 2), y, wide, count);
    }
    const told = scene.read(item.members[0]);
    const long = to - from > 72 && item.right > item.left;
    paintMark(context, x, long ? y + 8 : y, item, from, to, told, width, ink);
    if (told.title === null) return;
    const edge = item.next ? axis.layout.measure(item.next, scene.scale)[0] - scene.begin * scene.scale : Infinity;
    // A long bar has its title above it, for as long as any of it is seen.
    const start = long ? Math.max(from + 2, 4) : to + 1;
    paintTitle(context, scene, told, start, (long ? Math.min(to, edge) : edge - 8) - start, long ? y - 3 : y, x);
  }

  function paintCount(context, { ink, face, numbers }, middle, y, wide, count) {
    context.fillStyle = ink.mark;
    context.beginPath();
    context.roundRect(middle - wide / 2 + 1, y - 10, wide - 2, 20, 10);
    context.fill();
    context.fillStyle = ink.paper;
    context.font = "600 12px " + face;
    context.textAlign = "center";
    context.fillText(numbers.format(count), middle, y + 0.5);
    context.textAlign = "start";
  }

  function paintMark(context, x, y, item, from, to, told, width, ink) {
    const soft = told.flags & 1;
    const hollow = told.flags & 2;
    const middle = (from + to) / 2;
    if (item.shape === "d") {
      dot(context, x(middle), y, hollow ? 3.6 : 4, hollow && ink);
      if (soft) for (const side of [-6.5, 6.5]) dot(context, x(middle + side), y, 1.2);
    } else if (item.shape === "f" || item.shape === "u") {
      const [near, far] = item.shape === "f" ? [from + 1, to] : [to - 1, from];
      const half = (near + far) / 2;
      context.lineWidth = 2;
      context.setLineDash([]);
      stroke(context, [x(near), y - 5, x(near), y + 5], [x(near), y, x(half), y]);
      context.setLineDash([2, 3]);
      stroke(context, [x(half), y, x(far), y]);
      context.setLineDash([]);
    } else {
      // A bar shorter than its target is drawn at its own length, but not below eight pixels.
      const wide = to - from > 24 ? to - from : 14;
      paintBar(context, x, y, Math.max(middle - wide / 2, -20), Math.min(middle + wide / 2, width + 20), soft, hollow, ink);
    }
    if (told.status !== "a") paintStatus(context, x(Math.min(Math.max(middle, 8), width - 8)), y, told.status, ink);
  }

  function paintBar(context, x, y, from, to, soft, hollow, ink) {
    const inset = soft ? Math.min(8, (to - from) / 4) : 0;
    const left = Math.min(x(from), x(to)) + inset;
    context.beginPath();
    context.roundRect(left, y - 2.5, Math.max(to - from - 2 * inset, 1), 5, 2.5);
    if (hollow) {
      context.fillStyle = ink.paper;
      context.lineWidth = 1.6;
      context.stroke();
    }
    context.fill();
    context.fillStyle = ink.mark;
    if (!soft) return;
    for (const [u, r] of [[from + inset / 2, 1.4], [from + 0.8, 0.8], [to - inset / 2, 1.4], [to - 0.8, 0.8]]) dot(context, x(u), y, r);
  }

  // What is not told as a fact has a sign on its mark: a stroke through what is denied, a ring of
  // dots around what is planned, half a ring over what is alleged.
  function paintStatus(context, at, y, status, ink) {
    context.lineWidth = 1.5;
    context.strokeStyle = ink.text;
    if (status === "d") return stroke(context, [at - 6, y + 7, at + 6, y - 7]);
    context.beginPath();
    if (status === "p") context.setLineDash([1.5, 2.5]);
    context.arc(at, y, 8, status === "p" ? 0 : Math.PI, TURN);
    context.stroke();
    context.setLineDash([]);
  }

  function dot(context, at, y, radius, ink) {
    context.beginPath();
    context.arc(at, y, radius, 0, TURN);
    if (ink) context.fillStyle = ink.paper;
    context.fill();
    if (!ink) return;
    context.lineWidth = 1.6;
    context.stroke();
    context.fillStyle = ink.mark;
  }

  function stroke(context, ...lines) {
    context.beginPath();
    for (const [a, b, c, d] of lines) {
      context.moveTo(a, b);
      context.lineTo(c, d);
    }
    context.stroke();
  }

  // As much of a title as there is room for; how wide a letter is on average is measured once.
  function paintTitle(context, { ink, face, width }, told, start, room, y, x) {
    const space = Math.min(room, width - start);
    if (space < 80) return;
    const text = told.word ? told.word + ": " + told.title : told.title;
    context.font = (told.status === "a" ? "" : "italic ") + "14px " + face;
    if (!told.letter) told.letter = context.measureText(text).width / text.length;
    // Past the far edge of the view the canvas cuts it.
    const letters = Math.floor(room / told.letter);
    context.fillStyle = ink.text;
    context.fillText(letters >= text.length ? text : text.slice(0, Math.max(letters - 2, 1)).trimEnd() + "…", x(start), y);
  }

  axis.paint = { paint, listVisible, heightOf, laneHeight, middleOf };
})();
