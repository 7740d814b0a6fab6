// On a wide screen each note of the margin stands beside the line of its sentence. Without this script, and
// where there is no room, the notes of a paragraph stand together, in the same order.
(function () {
  'use strict';
  const wide = self.matchMedia('(min-width: 62rem)');
  const margins = Array.from(document.querySelectorAll('.block [data-margin]'));

  function place(margin) {
    let free = margin.getBoundingClientRect().top;
    for (const note of margin.querySelectorAll('li')) {
      const sentence = document.getElementById('s' + note.id.slice(1));
      const line = sentence ? sentence.getClientRects()[0] : null;
      const down = wide.matches && line ? Math.max(0, Math.round(line.top - free)) : 0;
      note.style.marginBlockStart = down ? down + 'px' : '';
      free = note.getBoundingClientRect().bottom;
    }
  }

  function arrange() {
    if (wide.matches && !CSS.supports('selector(::details-content)')) {
      margins.forEach(function (margin) { margin.open = true; });
    }
    margins.forEach(place);
  }

  arrange();
  self.addEventListener('resize', arrange);
  self.addEventListener('load', arrange);
})();
