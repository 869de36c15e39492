(function () {
  "use strict";
  var box = document.getElementById("keys");
  var stops = Array.prototype.slice.call(document.querySelectorAll(".index:not(.heavy) a"));
  var links = Array.prototype.slice.call(document.querySelectorAll(".nums a"));
  if (!box || !stops.length) return;
  box.parentNode.hidden = false;
  function current() {
    return stops.findIndex(function (stop) { return stop.hash === location.hash; });
  }
  function mark() {
    links.forEach(function (link) {
      if (link.hash === location.hash) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    document.querySelectorAll(".chg").forEach(function (mark) {
      mark.classList.toggle("at", "#c" + mark.dataset.n === location.hash);
    });
  }
  addEventListener("hashchange", mark);
  addEventListener("keydown", function (event) {
    var target = event.target;
    var isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(radio|checkbox)$/.test(target.type);
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    var step = event.key === "n" ? 1 : event.key === "p" ? -1 : 0;
    if (!step) return;
    var at = current();
    if (at < 0) at = step > 0 ? -1 : 0;
    location.hash = stops[(at + step + stops.length) % stops.length].hash;
  });
  mark();
})();
