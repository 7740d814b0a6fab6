// The columns of the timeline (sourceline/site/columns.py): loaded when first used, decoded once. Data
// comes as classic scripts, since a page opened from a disk may fetch nothing else.
"use strict";
(function () {
  const site = self.sourceline = self.sourceline || {};
  const asked = new Map();

  // Loads a script file once, and calls back when it has run.
  site.load = function (path, callback) {
    let file = asked.get(path);
    if (!file) {
      file = { done: false, waiting: [callback] };
      asked.set(path, file);
      const script = document.createElement("script");
      script.src = path;
      script.onload = function () {
        file.done = true;
        file.waiting.splice(0).forEach((waiting) => waiting());
      };
      script.onerror = () => asked.delete(path);
      document.head.append(script);
    } else if (file.done) {
      callback();
    } else {
      file.waiting.push(callback);
    }
  };

  const holder = document.querySelector("[data-columns]");
  if (!holder) return;
  const path = holder.dataset.columns;
  let table = null;

  // Calls back with the columns: all fields of the file, and decoded `first` and `last` (the days that are
  // known of each event, NaN for the undated), `flags`, `period` and `source`.
  site.read = function (callback) {
    site.load(path, function () {
      table = table || decode(site.columns);
      callback(table);
    });
  };

  // Calls back when the words of all these events are there; `site.word(n, field)` then gives one.
  site.readWords = function (events, callback) {
    const files = new Set(events.map((n) => Math.floor(n / table.block)));
    let missing = files.size;
    if (!missing) callback();
    for (const file of files) {
      site.load(path.replace(/[^/]*$/, table.blocks[file]), () => --missing || callback());
    }
  };

  site.word = function (n, field) {
    return site.blocks[Math.floor(n / table.block)][field][n % table.block];
  };

  // Where an event is told: its page, or its entry on the page of its period.
  site.path = function (n) {
    const paths = site.blocks[Math.floor(n / table.block)].path;
    return paths ? paths[n % table.block] : `events/${encodeURIComponent(site.word(n, "id"))}/index.html`;
  };

  function decode(columns) {
    const first = new Float64Array(columns.count).fill(NaN);
    const last = first.slice();
    let day = 0;
    columns.begin.forEach(function (step, n) {
      day += step;
      first[n] = day;
      last[n] = day + Math.max(columns.length[n], 0);
    });
    let place = 0;
    const period = columns.period.map((step) => place += step);
    let near = 0;
    const source = columns.source.map(function (steps) {
      const row = steps.map((step) => near + step);
      if (row.length) near = row[0];
      return row;
    });
    const flags = Array.from(columns.flags, (digit) => parseInt(digit, 16));
    return Object.assign({}, columns, { first, last, flags, period, source });
  }

  // A count in words, from a list of those below its length: a larger one takes the form of its last two
  // digits, so that of 100 to 199, with its own number put in.
  site.count = function (words, n) {
    if (n < words.length) return words[n];
    return words[100 + n % 100].replace(/\p{Nd}+/u, () => site.number(n));
  };

  // Puts [key, value] pairs into the address in place of all `keys`; `how` is a method of the history. The
  // filters and the axis each have keys of their own.
  site.writeAddress = function (keys, pairs, how) {
    const query = new URLSearchParams(location.search);
    for (const key of keys) query.delete(key);
    for (const [key, value] of pairs) query.append(key, value);
    const search = (query.size ? "?" : "") + String(query).replace(/\baxis=(&|$)/, "axis$1");
    if (search !== location.search) history[how](history.state, "", location.pathname + search);
  };

  const format = new Intl.NumberFormat(document.documentElement.lang || "en");
  site.number = (n) => format.format(n);

  // "{n} entries" with its values put in.
  site.fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // Days are counted from 1970-01-01, in the proleptic Gregorian calendar: a Date does not reach them all.
  // (Howard Hinnant's days_from_civil and its inverse.)
  site.dayNumber = function (year, month, day) {
    const shifted = month <= 2 ? year - 1 : year;
    const era = Math.floor(shifted / 400);
    const ofEra = shifted - era * 400;
    const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
    return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
  };

  site.dayOfNumber = function (number) {
    const era = Math.floor((number + 719468) / 146097);
    const ofEra = number + 719468 - era * 146097;
    const years = ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096);
    const year = Math.floor(years / 365);
    const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
    const shifted = Math.floor((5 * ofYear + 2) / 153);
    const month = shifted < 10 ? shifted + 3 : shifted - 9;
    const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
    return { year: year + era * 400 + (month <= 2 ? 1 : 0), month, day };
  };

  // "2024-03-26", as `parsePeriod` reads it.
  site.writeDay = function (number) {
    const { year, month, day } = site.dayOfNumber(number);
    const pad = (n, size) => String(n).padStart(size, "0");
    return `${year < 0 ? "-" : ""}${pad(Math.abs(year), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  };

  // Months since the year 0.
  site.monthNumber = function (number) {
    const day = site.dayOfNumber(number);
    return day.year * 12 + day.month - 1;
  };

  // The days of "2024", "2024-03" or "2024-03-26": {first, last}; null for anything else.
  site.parsePeriod = function (text) {
    const parts = /^\s*(-?\d{1,9})(?:-(\d\d)(?:-(\d\d))?)?\s*$/.exec(text);
    if (!parts) return null;
    const year = Number(parts[1]);
    const month = parts[2] && Number(parts[2]);
    const day = parts[3] && Number(parts[3]);
    if (month !== undefined && (month < 1 || month > 12)) return null;
    const first = site.dayNumber(year, month || 1, day || 1);
    if (day !== undefined) return site.dayOfNumber(first).day === day ? { first, last: first } : null;
    const next = month === undefined ? [year + 1, 1] : [year + Math.floor(month / 12), month % 12 + 1];
    return { first, last: site.dayNumber(next[0], next[1], 1) - 1 };
  };
})();
