// Brings what has been saved to the open page: loads it again, exchanges its style sheets, or shows what stands in
// the way. Speaks with the preview's socket in livereload's protocol. All words come from the server, and
// are shown as text.
"use strict";
(function () {
  const script = document.currentScript;
  const PLACE = `sourceline-preview:${location.pathname}`;
  let state = script.dataset.state;
  let leaving = false;
  let pause = 250;

  // --- what stays when the page loads itself again ---

  // Its address holds the filters, and the browser restores the scroll position where it can.
  function reload() {
    if (leaving) return;
    leaving = true;
    const open = [...document.querySelectorAll("details")].map((box) => box.open);
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ x: scrollX, y: scrollY, open, at: Date.now() }));
    } catch { /* storage may be forbidden; then nothing stays */ }
    location.reload();
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch { /* the same */ }
    if (!kept || Date.now() - kept.at > 60000) return;
    const boxes = [...document.querySelectorAll("details")];
    // Where there are more or fewer than before, nobody knows which is which.
    if (boxes.length === kept.open.length) boxes.forEach((box, n) => { if (box.open !== kept.open[n]) box.open = kept.open[n]; });
    const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    scroll();
    // Scripts of the page may lay it out anew after it has loaded; whoever scrolls meanwhile knows better.
    let moved = false;
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, () => { moved = true; }, { once: true, passive: true });
    addEventListener("load", () => requestAnimationFrame(() => { if (!moved && Math.abs(scrollY - kept.y) > 1) scroll(); }));
  }

  // --- style sheets ---

  // "assets/theme.1a2b3c.css" and its next version are the same sheet.
  const sheetName = (address) => new URL(address, location.href).pathname.replace(/\.[0-9a-f]{6,}(?=\.css$)/, "");

  function restyle(paths) {
    const links = [...document.querySelectorAll('link[rel="stylesheet"]')];
    for (const path of paths) {
      const address = `/${path}`;
      // Several, when one is still on its way.
      const old = links.filter((link) => sheetName(link.href) === sheetName(address));
      if (!old.length) continue;
      const next = old.at(-1).cloneNode();
      next.href = `${address}?${state}`;
      next.addEventListener("load", () => old.forEach((link) => link.remove()));
      next.addEventListener("error", reload);
      old.at(-1).after(next);
    }
  }

  // --- the panel: problems, and how far work is ---

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  let panel = null;
  let closed = "";

  function make(name, text, rest = {}) {
    const element = Object.assign(document.createElement(name), rest);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function openPanel() {
    if (panel) return panel;
    const sheet = make("link", undefined, { rel: "stylesheet", href: "/livereload/preview.css" });
    const dialog = make("dialog");
    dialog.setAttribute("aria-labelledby", "heading");
    const badge = make("button", "", { type: "button", className: "badge", hidden: true });
    const status = make("p", "", { className: "status", hidden: true });
    status.setAttribute("role", "status");
    panel = { dialog, badge, status, notice: null };
    badge.addEventListener("click", () => dialog.showModal());
    dialog.addEventListener("close", () => {
      closed = JSON.stringify(panel.notice);
      badge.hidden = !panel.notice;
    });
    root.append(sheet, badge, status, dialog);
    document.body.append(host);
    return panel;
  }

  function showProblems(notice) {
    if (!notice && !panel) return;
    const { dialog, badge } = openPanel();
    if (JSON.stringify(notice) === JSON.stringify(panel.notice)) return;
    panel.notice = notice;
    if (!notice) {
      dialog.close();
      closed = "";
      badge.hidden = true;
      return;
    }
    const heading = make("h2", notice.heading, { id: "heading", tabIndex: -1 });
    const close = make("button", notice.close, { type: "button", className: "close" });
    close.addEventListener("click", () => dialog.close());
    const head = make("header");
    head.append(heading, close);
    const list = make("ol");
    list.append(...notice.problems.map(drawProblem));
    dialog.replaceChildren(head, make("p", notice.lead), list, ...(notice.more ? [make("p", notice.more)] : []));
    badge.textContent = notice.reopen;
    if (closed === JSON.stringify(notice)) badge.hidden = false;
    else if (!dialog.open) dialog.showModal();
    heading.focus();
  }

  function drawProblem({ place, message, remedy, excerpt }) {
    const item = make("li");
    const where = make("p", undefined, { className: "place" });
    where.append(make("bdi", place));
    item.append(where, make("p", message, { className: "message" }));
    if (excerpt.length) {
      const lines = make("ol", undefined, { className: "excerpt", start: excerpt[0][0], tabIndex: 0 });
      lines.append(...excerpt.map(drawLine));
      item.append(lines);
    }
    if (remedy) item.append(make("p", remedy, { className: "remedy" }));
    return item;
  }

  function drawLine([number, before, mark, after]) {
    const line = make("li", undefined, { value: number });
    const code = make("code", before);
    if (mark) code.append(make("mark", mark));
    code.append(after);
    line.append(code);
    return line;
  }

  function showProgress(text) {
    if (!text && !panel) return;
    const { status } = openPanel();
    status.textContent = text;
    status.hidden = !text;
  }

  // --- the socket ---

  function take(message) {
    if (leaving) return;
    if (message.command === "state" && message.state !== state) reload();
    if (message.command === "reload") {
      // Whoever missed the state before misses its styles, too.
      if (!message.styles.length || message.before !== state) return reload();
      state = message.state;
      restyle(message.styles);
    }
    if (message.command === "problems") showProblems(message.notice || own);
    if (message.command === "progress") showProgress(message.text);
  }

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/livereload`);
    const say = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener("open", () => say({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] }));
    socket.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      if (message.command !== "hello") return take(message);
      pause = 250;
      say({ command: "info", url: location.origin + location.pathname });
    });
    socket.addEventListener("close", () => {
      setTimeout(connect, pause);
      pause = Math.min(2 * pause, 4000);
    });
  }

  // A page that cannot be made brings its own notice.
  const own = JSON.parse(document.body.dataset.notice || "null");
  restore();
  showProblems(own);
  connect();
})();
