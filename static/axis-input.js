// Pointer, fingers, wheel and keys on the axis, as what is meant: `pan(pixels)`, `zoom(factor, at)`,
// `press(name)`. Pixels run the way time runs.
"use strict";
(function () {
  const axis = self.sourceline.axis;
  const KEYS = { "+": "in", "=": "in", "-": "out", Home: "first", End: "last", Escape: "leave" };

  axis.listen = function (plot, rtl, { pan, zoom, press }) {
    const along = function (event) {
      const box = plot.getBoundingClientRect();
      return rtl ? box.right - event.clientX : event.clientX - box.left;
    };

    // The wheel is the page's, until the reader turns to the axis: it has the focus, or Ctrl is held, which a
    // pinch on a trackpad sends, too. A sideways wheel pans.
    plot.addEventListener("wheel", function (event) {
      // Whoever does not ask for `deltaMode` gets pixels, from every browser.
      const { deltaX, deltaY, ctrlKey } = event;
      if (Math.abs(deltaX) > Math.abs(deltaY)) pan(rtl ? -deltaX : deltaX);
      else if (ctrlKey || plot.contains(document.activeElement)) {
        // A trackpad's pinch comes in small steps.
        const step = ctrlKey && Math.abs(deltaY) < 40 ? 4 * deltaY : deltaY;
        zoom(Math.exp(-Math.max(-150, Math.min(150, step)) / 450), along(event));
      } else return;
      event.preventDefault();
    }, { passive: false });

    plot.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const side = { ArrowLeft: rtl, ArrowRight: !rtl }[event.key];
      const name = side === undefined ? KEYS[event.key] : side ? "later" : "earlier";
      if (name && press(name) !== false) event.preventDefault();
    });

    // One pointer drags, two pinch. `touch-action: pan-y` leaves scrolling to the browser, which then
    // cancels the pointer.
    const down = new Map();
    let moved = false;
    function measure() {
      const [a, b = a] = down.values();
      return { at: (a.x + b.x) / 2, apart: Math.max(20, Math.hypot(a.x - b.x, a.y - b.y)) };
    }
    plot.addEventListener("pointerdown", function (event) {
      if (event.button) return;
      moved = moved && down.size > 0;
      down.set(event.pointerId, { x: along(event), y: event.clientY });
    });
    plot.addEventListener("pointermove", function (event) {
      const point = down.get(event.pointerId);
      if (!point || (!moved && down.size < 2 && Math.abs(along(event) - point.x) < 4)) return;
      // Let go outside, before it was a drag.
      if (!event.buttons) return void down.delete(event.pointerId);
      moved = true;
      plot.setPointerCapture(event.pointerId);
      const before = measure();
      [point.x, point.y] = [along(event), event.clientY];
      const after = measure();
      pan(before.at - after.at);
      if (down.size > 1) zoom(after.apart / before.apart, after.at);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      plot.addEventListener(name, (event) => down.delete(event.pointerId));
    }
    // A drag that ends on a mark is no click on it; a click by key has no detail.
    plot.addEventListener("click", function (event) {
      if (!moved || !event.detail) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
    plot.addEventListener("dragstart", (event) => event.preventDefault());
  };
})();
