// On a web server a folder answers for its index.html, so the address bar need not say it.
"use strict";
(function () {
  var place = window.location;
  if (!/^https?:$/.test(place.protocol) || !/\/index\.html$/.test(place.pathname)) return;
  var path = place.pathname.replace(/index\.html$/, "");
  history.replaceState(history.state, "", path + place.search + place.hash);
})();
