// Light, dark, or as the system says: the button steps between the two and remembers it.
"use strict";
(function () {
  var root = document.documentElement;
  var key = "sourceline-theme";

  function read() {
    try { return localStorage.getItem(key); } catch (_) { return null; }
  }

  function keep(theme) {
    try { localStorage.setItem(key, theme); } catch (_) { /* private mode: it lasts for this page */ }
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  var kept = read();
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;

  var button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep(root.dataset.theme);
  });
})();
