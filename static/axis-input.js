// Pointer, fingers, wheel and keys on the axis, as what is meant by them: `pan(pixels)`,
// `zoom(factor, pixels)` about a point, `rest()` when a movement ends. Pixels run the way time runs.
(function () {
  "use strict";
  const site = (self.sourceline = self.sourceline || {});
  const axis = (site.axis = site.axis || {});

  const SLACK = 4;

  function listen(plot, { pan, zoom, rest, press, rtl }) {
    const along = (event) => {
      const box = plot.getBoundingClientRect();
      return rtl ? box.right - event.clientX : event.clientX - box.left;
    };
    listenPointers(plot, along, { pan, zoom, rest });

    // The wheel scrolls the page, unless the reader has turned to the axis: it has the focus, or
    // Ctrl is held (which a pinch on a trackpad also sends). A sideways wheel always pans.
    plot.addEventListener("wheel", (event) => {
      const unit = event.deltaMode ? 16 : 1;
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        pan(sideways * unit * (rtl ? -1 : 1));
      } else if (event.ctrlKey || event.metaKey || plot.contains(document.activeElement)) {
        event.preventDefault();
        const most = Math.max(-150, Math.min(150, event.deltaY * unit * (event.ctrlKey && Math.abs(event.deltaY) < 40 ? 4 : 1)));
        zoom(Math.exp(-most / 450), along(event));
      } else return;
      rest();
    }, { passive: false });

    plot.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const name = side ? (side > 0) !== rtl ? "later" : "earlier"
        : { "+": "in", "=": "in", "-": "out", "−": "out", _: "out", Home: "first", End: "last", Escape: "leave" }[event.key];
      if (name && press(name) !== false) event.preventDefault();
    });
  }

  // One pointer drags, two pinch. `touch-action: pan-y` leaves vertical scrolling to the browser,
  // which then cancels the pointer.
  function listenPointers(plot, along, { pan, zoom, rest }) {
    const down = new Map();
    let moved = false;
    const measure = () => {
      const at = [...down.values()];
      if (at.length < 2) return { middle: at[0].u, apart: 0 };
      return { middle: (at[0].u + at[1].u) / 2, apart: Math.max(20, Math.hypot(at[0].u - at[1].u, at[0].y - at[1].y)) };
    };

    plot.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      if (!down.size) moved = false;
      down.set(event.pointerId, { u: along(event), y: event.clientY });
    });
    plot.addEventListener("pointermove", (event) => {
      const point = down.get(event.pointerId);
      if (!point) return;
      // Let go outside, before it was a drag.
      if (event.pointerType === "mouse" && !event.buttons) return void down.delete(event.pointerId);
      if (!moved && down.size === 1 && Math.abs(along(event) - point.u) < SLACK) return;
      if (!moved) plot.classList.add("is-dragged");
      moved = true;
      if (!plot.hasPointerCapture(event.pointerId)) plot.setPointerCapture(event.pointerId);
      const before = measure();
      point.u = along(event);
      point.y = event.clientY;
      const after = measure();
      pan(before.middle - after.middle);
      if (before.apart) zoom(after.apart / before.apart, after.middle);
      rest();
    });
    for (const name of ["pointerup", "pointercancel"]) {
      plot.addEventListener(name, (event) => {
        down.delete(event.pointerId);
        if (!down.size) plot.classList.remove("is-dragged");
      });
    }
    // A drag that ends on a mark is no click on it; a click by key has no detail.
    plot.addEventListener("click", (event) => {
      if (!moved || !event.detail) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
    plot.addEventListener("dragstart", (event) => event.preventDefault());
  }

  axis.listen = listen;
})();
