// What of the axis can be reached by keyboard, pointer and screen reader: over each drawn mark a link
// to its event, over each cluster a button; and the card that tells of one of them.
(function () {
  "use strict";
  const site = (self.sourceline = self.sourceline || {});
  const axis = (site.axis = site.axis || {});

  // Members of a cluster listed at once.
  const STEP = 50;

  function make(name, values, ...inside) {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inside);
    return element;
  }

  // parts: { plot, marks, card }; told: { read(n), say(name, count, values), spanOf(members),
  // need(events, then), words }; `open(item)` zooms in on a cluster, or says false where that leads nowhere.
  function makeMarks({ plot, marks, card }, told, open) {
    let stops = new Map();
    let lists = [];
    let scene = null;
    let shown = null;
    let tapped = null;
    let timer = 0;

    // A list for each lane, under its name.
    function setLanes(lanes, height, name) {
      hide();
      stops = new Map();
      lists = lanes.map((lane) => make("ul", { ariaLabel: lane.name || name }));
      marks.replaceChildren(...lanes.map((lane, n) => {
        const row = make("div", { className: "axis-lane" }, lists[n]);
        if (lane.name) row.prepend(make("p", { ariaHidden: "true" }, make("bdi", {}, lane.name)));
        row.style.insetBlockStart = n * height + "px";
        return row;
      }));
    }

    function makeStop(item) {
      const n = item.members[0];
      const event = item.members.length === 1 ? told.read(n) : null;
      if (event && event.title === null) return null;
      const stop = event
        ? make("a", { href: event.path, ariaLabel: nameEvent(event) + ", " + event.when })
        : make("button", { type: "button", ariaLabel: told.say("cluster", item.members.length, { span: told.spanOf(item.members) }) });
      return make("li", {}, stop).firstChild;
    }

    const nameEvent = (event) => (event.word ? event.word + ": " : "") + event.title;

    // Called when a movement has come to rest. The same mark keeps its element, and so the focus.
    function sync(now) {
      scene = now;
      const kept = new Map();
      const missing = [];
      const focused = marks.contains(document.activeElement) ? document.activeElement : null;
      const order = scene.layout.lanes.map((lane, n) => {
        const row = [];
        for (const { item, from, to } of axis.paint.listVisible(lane, scene).sort((a, b) => a.from - b.from)) {
          const key = [n, item.members.length, item.members[0]].join(" ");
          const stop = stops.get(key) || makeStop(item);
          if (!stop) {
            missing.push(item.members[0]);
            continue;
          }
          stop.item = item;
          kept.set(key, stop);
          row.push(stop.parentNode);
          put(stop.parentNode.style, item, from, to);
        }
        return row;
      });
      for (const [key, stop] of stops) if (kept.get(key) !== stop) stop.parentNode.remove();
      stops = kept;
      order.forEach((row, n) => row.forEach((each, place) => {
        const there = lists[n].children[place];
        if (there !== each) lists[n].insertBefore(each, there || null);
      }));
      if (focused && document.activeElement !== focused) (focused.isConnected ? focused : plot).focus({ preventScroll: true });
      if (shown && !shown.isConnected) hide();
      return missing;
    }

    function put(style, item, from, to) {
      const start = Math.max(0, Math.min(from, scene.width - 24));
      style.insetInlineStart = start + "px";
      style.inlineSize = Math.max(24, Math.min(to, scene.width) - start) + "px";
      style.insetBlockStart = axis.paint.middleOf(scene.layout, scene.named, 0, item.row) - 12 + "px";
    }

    // The card, beside its mark and within the axis.
    function show(stop, ...inside) {
      shown = stop;
      clearTimeout(timer);
      card.replaceChildren(...inside);
      card.hidden = false;
      const frame = card.parentNode.getBoundingClientRect();
      const box = stop.getBoundingClientRect();
      const start = scene.rtl ? frame.right - box.right : box.left - frame.left;
      const below = box.top - frame.top < frame.height / 2;
      card.style.insetInlineStart = Math.max(0, Math.min(start, frame.width - card.offsetWidth)) + "px";
      card.style.insetBlockStart = below ? box.bottom - frame.top + 6 + "px" : "auto";
      card.style.insetBlockEnd = below ? "auto" : frame.bottom - box.top + 6 + "px";
    }

    function tell(stop) {
      if (shown === stop || isList()) return;
      const { members } = stop.item;
      if (members.length > 1) {
        const span = make("p", { className: "axis-card-when" }, told.spanOf(members));
        show(stop, span, make("p", {}, told.say("count", members.length, {})));
        return;
      }
      const event = told.read(members[0]);
      // The mark itself is the stop for keys; this link is for the pointer.
      show(stop, make("p", { className: "axis-card-when" }, event.when), make("p", {}, ...listSigns(event), makeLink(event, -1)));
    }

    const listSigns = (event) => event.signs.map((sign) => make("span", { className: "status" }, sign));
    const makeLink = (event, tabIndex) => make("a", { href: event.path, tabIndex }, make("bdi", {}, event.title));

    // The members of a cluster that no zoom takes apart.
    function list(stop) {
      const { members } = stop.item;
      const items = make("ol", {});
      const more = make("button", { type: "button", className: "axis-button" });
      const close = make("button", { type: "button", className: "axis-button" }, told.words.closeList);
      const head = make("p", { className: "axis-card-when" }, told.say("cluster", members.length, { span: told.spanOf(members) }));
      let count = 0;
      const add = () => {
        const next = members.slice(count, count + STEP);
        told.need(next, () => {
          if (!items.isConnected || !next.length) return;
          const added = next.map((n) => {
            const event = told.read(n);
            return make("li", {}, make("span", { className: "axis-card-when" }, event.gutter), " ", ...listSigns(event), makeLink(event, 0));
          });
          items.append(...added);
          count += next.length;
          next.length = 0;
          const rest = members.length - count;
          more.hidden = rest <= 0;
          more.textContent = told.say("more", Math.min(rest, STEP), {});
          added[0].querySelector("a").focus({ preventScroll: count <= STEP });
        });
      };
      more.addEventListener("click", add);
      more.hidden = true;
      close.addEventListener("click", () => leave());
      card.classList.add("is-list");
      show(stop, head, items, make("p", {}, more, close));
      add();
    }

    const isList = () => !card.hidden && card.classList.contains("is-list");

    function hide() {
      clearTimeout(timer);
      shown = null;
      card.hidden = true;
      card.classList.remove("is-list");
      card.replaceChildren();
    }

    // One step back: out of the card, or from a mark to the axis. False when there is nowhere to go.
    function leave() {
      const from = document.activeElement;
      if (isList()) {
        const stop = shown;
        hide();
        (stop.isConnected ? stop : plot).focus({ preventScroll: true });
      } else if (shown) hide();
      else if (marks.contains(from)) plot.focus({ preventScroll: true });
      else return false;
      return true;
    }

    const stopOf = (event) => {
      const stop = event.target.closest && event.target.closest("a, button");
      return stop && stop.item ? stop : null;
    };
    const tellOf = (event) => stopOf(event) && tell(stopOf(event));
    const hideSoon = () => {
      clearTimeout(timer);
      if (!isList()) timer = setTimeout(hide, 200);
    };
    marks.addEventListener("pointerover", (event) => event.pointerType !== "touch" && tellOf(event));
    marks.addEventListener("focusin", tellOf);
    marks.addEventListener("pointerout", hideSoon);
    marks.addEventListener("focusout", hideSoon);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", hideSoon);
    card.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && leave()) event.preventDefault();
    });
    // A finger cannot hover: its first touch tells, its second opens.
    marks.addEventListener("pointerdown", (event) => {
      tapped = event.pointerType === "touch" && stopOf(event) && stopOf(event) !== shown ? stopOf(event) : null;
    });
    marks.addEventListener("click", (event) => {
      const stop = stopOf(event);
      if (!stop) return;
      const several = stop.item.members.length > 1;
      if (!several && tapped === stop && event.detail) {
        event.preventDefault();
        tell(stop);
      } else if (several) {
        hide();
        if (open(stop.item)) plot.focus({ preventScroll: true });
        else list(stop);
      }
      tapped = null;
    });

    return { setLanes, sync, hide, leave };
  }

  axis.makeMarks = makeMarks;
})();
