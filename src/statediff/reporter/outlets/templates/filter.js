(function () {
  "use strict";
  var form = document.getElementById("filters");
  var told = document.getElementById("shown");
  var rows = Array.prototype.slice.call(document.querySelectorAll("#rows > .row"));
  if (!form || !told || !rows.length) return;
  var fields = Array.prototype.slice.call(form.querySelectorAll("select"));
  form.hidden = false;
  function show() {
    var count = 0;
    rows.forEach(function (row) {
      row.hidden = !fields.every(function (field) {
        var has = row.dataset[field.name];
        if (field.name === "kind") return !field.value || has.split(" ").indexOf(field.value) >= 0;
        return !field.value || has === field.value;
      });
      if (!row.hidden) count += 1;
    });
    told.textContent = told.dataset.form.replace("{shown}", count).replace("{all}", rows.length);
  }
  function read() {
    var asked = new URLSearchParams(location.search);
    fields.forEach(function (field) {
      field.value = asked.get(field.name) || "";
      if (field.selectedIndex < 0) field.selectedIndex = 0;
    });
    show();
  }
  function write() {
    var asked = new URLSearchParams();
    fields.forEach(function (field) { if (field.value) asked.set(field.name, field.value); });
    var query = asked.toString();
    try {
      history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
    } catch (error) { /* some browsers forbid it for files on disk: the filter works all the same */ }
    show();
  }
  form.addEventListener("change", write);
  form.addEventListener("reset", function () { setTimeout(write, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  addEventListener("popstate", read);
  addEventListener("pageshow", read);
  read();
})();
