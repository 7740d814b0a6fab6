// What of the axis keys, pointer and screen reader reach: over each mark a link to its event, over each
// cluster a button; and the card that tells of one of them.
"use strict";
(function () {
  const site = self.sourceline;
  const axis = site.axis;

  function make(name, values, ...inside) {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inside);
    return element;
  }

  // `told` words things: read(n), say(name, count, span), spanOf(members), closeList; `open(item)` zooms in on
  // a cluster, or says false where that leads nowhere.
  axis.makeMarks = function (plot, marks, card, told, open) {
    let stops = new Map();
    let lists = [];
    let shown = null;
    let tapped = null;
    let timer = 0;

    function setLanes(scene, name) {
      hide();
      stops = new Map();
      lists = scene.layout.lanes.map((lane) => make("ul", { ariaLabel: lane.name || name }));
      marks.replaceChildren(...lists.map(function (list, n) {
        const { name } = scene.layout.lanes[n];
        const lane = make("div", { className: "axis-lane" }, ...name ? [make("p", { ariaHidden: true }, make("bdi", {}, name))] : [], list);
        lane.style.insetBlockStart = n * axis.laneHeight(scene) + "px";
        return lane;
      }));
    }

    function makeStop({ members }) {
      if (members.length > 1) return make("button", { type: "button", ariaLabel: told.say("cluster", members.length, told.spanOf(members)) });
      const { path, title, word, when } = told.read(members[0]);
      return make("a", { href: path, ariaLabel: (word && word + ": ") + title + ", " + when });
    }

    // When a movement has come to rest. The same mark keeps its element, and so the focus. Returns events
    // whose words are missing; they have no stop yet.
    function sync(scene) {
      const kept = new Map();
      const missing = [];
      const focused = marks.contains(document.activeElement) && document.activeElement;
      scene.layout.lanes.forEach(function (lane, n) {
        let place = lists[n].firstChild;
        for (const { item, from, to } of axis.listVisible(lane, scene).sort((a, b) => a.from - b.from)) {
          const { members } = item;
          const key = [n, members[0], members.length].join();
          if (members.length < 2 && !told.read(members[0]).path) {
            missing.push(members[0]);
            continue;
          }
          const stop = stops.get(key) || make("li", {}, makeStop(item)).firstChild;
          kept.set(key, stop);
          stop.item = item;
          const box = stop.parentNode;
          if (box === place) place = place.nextSibling;
          else lists[n].insertBefore(box, place);
          const start = Math.max(0, Math.min(from, scene.width - 24));
          box.style.insetInlineStart = start + "px";
          box.style.inlineSize = Math.max(24, Math.min(to, scene.width) - start) + "px";
          box.style.insetBlockStart = axis.middleOf(scene, 0, item.row) - 12 + "px";
        }
      });
      for (const [key, stop] of stops) if (kept.get(key) !== stop) stop.parentNode.remove();
      stops = kept;
      if (focused && document.activeElement !== focused) (focused.isConnected ? focused : plot).focus({ preventScroll: true });
      if (shown && !shown.isConnected) hide();
      return missing;
    }

    function show(stop, ...inside) {
      shown = stop;
      clearTimeout(timer);
      card.replaceChildren(...inside);
      card.hidden = false;
      const frame = card.parentNode.getBoundingClientRect();
      const box = stop.getBoundingClientRect();
      const start = document.dir === "rtl" ? frame.right - box.right : box.left - frame.left;
      const below = box.top - frame.top < frame.height / 2;
      card.style.insetInlineStart = Math.max(0, Math.min(start, frame.width - card.offsetWidth)) + "px";
      card.style.insetBlockStart = below ? box.bottom - frame.top + 6 + "px" : "auto";
      card.style.insetBlockEnd = below ? "auto" : frame.bottom - box.top + 6 + "px";
    }

    const makeWhen = (text) => make("p", { className: "axis-when" }, text);
    const makeEvent = ({ path, title, signs }, tabIndex) => [
      ...signs.map((sign) => make("span", { className: "status" }, sign)),
      make("a", { href: path, tabIndex }, make("bdi", {}, title)),
    ];

    function tell(stop) {
      if (!stop.item || shown === stop || isList()) return;
      if (stop.item.members.length > 1) return show(stop, makeWhen(stop.ariaLabel));
      const event = told.read(stop.item.members[0]);
      // Keys have the mark itself; this link is for the pointer.
      show(stop, makeWhen(event.when), ...makeEvent(event, -1));
    }

    // The members of a cluster that no zoom takes apart.
    function list(stop) {
      const { members } = stop.item;
      const items = make("ol");
      card.classList.add("is-list");
      show(stop, makeWhen(stop.ariaLabel), items, make("button", { type: "button", className: "axis-button", onclick: leave }, told.closeList));
      site.readWords(members, function () {
        items.append(...members.map(told.read).map((event) => make("li", {}, makeWhen(event.gutter), ...makeEvent(event, 0))));
        if (items.isConnected) items.querySelector("a").focus({ preventScroll: true });
      });
    }

    const isList = () => card.classList.contains("is-list");

    function hide() {
      clearTimeout(timer);
      shown = null;
      card.hidden = true;
      card.classList.remove("is-list");
    }

    // One step back: out of the card, or from a mark to the axis; false when there is none.
    function leave() {
      const back = !shown || !shown.isConnected ? plot : isList() ? shown : document.activeElement;
      if (!shown && document.activeElement === plot) return false;
      hide();
      back.focus({ preventScroll: true });
    }

    function hideSoon() {
      clearTimeout(timer);
      if (!isList()) timer = setTimeout(hide, 200);
    }
    marks.addEventListener("pointerover", (event) => event.pointerType === "touch" || tell(event.target));
    marks.addEventListener("focusin", (event) => tell(event.target));
    marks.addEventListener("pointerout", hideSoon);
    marks.addEventListener("focusout", hideSoon);
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", hideSoon);
    card.addEventListener("keydown", (event) => event.key === "Escape" && leave());
    // A finger cannot hover: its first touch tells, its second opens.
    marks.addEventListener("pointerdown", function (event) {
      tapped = event.pointerType === "touch" && event.target !== shown ? event.target : null;
    });
    marks.addEventListener("click", function (event) {
      const stop = event.target;
      if (!stop.item) return;
      if (stop.item.members.length > 1) {
        hide();
        if (open(stop.item)) plot.focus({ preventScroll: true });
        else list(stop);
      } else if (tapped === stop && event.detail) {
        event.preventDefault();
        tell(stop);
      }
    });

    return { setLanes, sync, hide, leave };
  };
})();
