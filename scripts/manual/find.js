// Finds the sections of the documentation in which every word stands, those with it in their heading first.
"use strict";
(function () {
  var sections = self.sourceline && self.sourceline.sections;
  var field = document.querySelector("[data-find]");
  var list = document.querySelector("[data-hits]");
  var status = document.querySelector("[data-status]");
  if (!sections || !field || !list || !status) return;
  var MOST = 40;
  var AROUND = 90;

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  var folded = sections.map(function (each) {
    return { head: fold(each[1] + " " + each[2]), text: fold(each[3]) };
  });

  function weigh(at, words) {
    var weight = 0;
    for (var n = 0; n < words.length; n++) {
      if (folded[at].head.indexOf(words[n]) >= 0) weight += 3;
      else if (folded[at].text.indexOf(words[n]) >= 0) weight += 1;
      else return 0;
    }
    return weight;
  }

  // The words around the first that was found, with each of them marked.
  function mark(text, words) {
    var low = text.toLowerCase();
    var first = Math.max(0, Math.min.apply(null, words.map(function (word) {
      var at = low.indexOf(word);
      return at < 0 ? Infinity : at;
    }).concat(text.length)) - AROUND);
    if (first >= text.length - AROUND) first = 0;
    var shown = (first ? "… " : "") + text.slice(first, first + 3 * AROUND) + (text.length > first + 3 * AROUND ? " …" : "");
    var part = document.createElement("p");
    part.className = "hit-text";
    var signs = words.map(function (word) { return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); });
    shown.split(new RegExp("(" + signs.join("|") + ")", "i")).forEach(function (piece, n) {
      var node = n % 2 ? document.createElement("mark") : document.createTextNode(piece);
      if (n % 2) node.textContent = piece;
      part.append(node);
    });
    return part;
  }

  function show() {
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!words.length) { status.textContent = ""; return; }
    var hits = sections
      .map(function (_, at) { return [weigh(at, words), at]; })
      .filter(function (hit) { return hit[0]; })
      .sort(function (one, other) { return other[0] - one[0] || one[1] - other[1]; });
    status.textContent = hits.length
      ? status.dataset.found.replace("{n}", hits.length)
      : status.dataset.none;
    hits.slice(0, MOST).forEach(function (hit) {
      var each = sections[hit[1]];
      var item = document.createElement("li");
      item.className = "hit";
      var title = document.createElement("p");
      title.className = "hit-title";
      var link = document.createElement("a");
      link.href = each[0];
      link.textContent = each[2] || each[1];
      title.append(link);
      var note = document.createElement("p");
      note.className = "hit-note";
      note.textContent = each[2] ? each[1] : "";
      item.append(title, note, mark(each[3], words));
      list.append(item);
    });
  }

  field.disabled = false;
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", show);
  show();
  field.focus();
})();
