// Days since 1970-01-01 in the Gregorian calendar, in either direction without end: as dates, in
// addresses, in words, and as the ticks of an axis.
(function () {
  "use strict";
  const site = (self.sourceline = self.sourceline || {});
  const axis = (site.axis = site.axis || {});

  // The two conversions are Howard Hinnant's, "chrono-compatible low-level date algorithms": the
  // year begins in March, so that the leap day is its last. `Date` ends at the year 275760.
  function toDay(year, month, day) {
    const from = month > 2 ? year : year - 1;
    const era = Math.floor(from / 400);
    const inEra = from - era * 400;
    const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
    return era * 146097 + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - 719468;
  }

  function toDate(n) {
    const shifted = n + 719468;
    const era = Math.floor(shifted / 146097);
    const inEra = shifted - era * 146097;
    const year = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365);
    const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
    const part = Math.floor((5 * inYear + 2) / 153);
    const month = part < 10 ? part + 3 : part - 9;
    return [year + era * 400 + (month > 2 ? 0 : 1), month, inYear - Math.floor((153 * part + 2) / 5) + 1];
  }

  // "1990", "1990-05-03", "-0043"; a year may have more than four digits.
  function formatDay(n, whole) {
    const [year, month, day] = toDate(n);
    const text = (year < 0 ? "-" : "") + String(Math.abs(year)).padStart(4, "0");
    return whole ? text : text + "-" + String(month).padStart(2, "0") + "-" + String(day).padStart(2, "0");
  }

  function parseDay(text, last) {
    const found = /^(-?\d{4,6})(?:-(\d\d)-(\d\d))?$/.exec(text);
    if (!found) return null;
    const year = Number(found[1]);
    if (!found[2]) return last ? toDay(year, 12, 31) : toDay(year, 1, 1);
    const n = toDay(year, Number(found[2]), Number(found[3]));
    return formatDay(n) === formatDay(toDay(year, 1, 1), true) + text.slice(found[1].length) ? n : null;
  }

  // A view as it stands in the address: whole years where a day more or less is not seen.
  function formatView(view) {
    const [begin, last] = [Math.round(view.begin), Math.round(view.end) - 1];
    const edges = /-01-01\.\..*-12-31$/.test(formatDay(begin) + ".." + formatDay(last));
    const whole = edges || last - begin > 40 * 366;
    return formatDay(begin, whole) + ".." + formatDay(last, whole);
  }

  function parseView(text) {
    const parts = (text || "").split("..");
    if (parts.length !== 2) return null;
    const begin = parseDay(parts[0], false);
    const last = parseDay(parts[1], true);
    return begin === null || last === null || last < begin ? null : { begin, end: last + 1 };
  }

  // Words come from the page: `words` has {day} {month} {year} for a day, a month, a year before Christ.
  function makeWords(words, language) {
    const names = (length) => {
      const format = new Intl.DateTimeFormat(language, { month: length, timeZone: "UTC", calendar: "gregory" });
      return Array.from({ length: 12 }, (_, n) => format.format(new Date(Date.UTC(2000, n, 1))));
    };
    const long = names("long");
    const year = (n) => (n > 0 ? String(n) : axis.fill(words.bc, { year: 1 - n }));
    const month = (y, m) => axis.fill(words.month, { month: long[m - 1], year: year(y) });
    const day = (y, m, d) => axis.fill(words.day, { day: d, month: long[m - 1], year: year(y) });
    return {
      year,
      month,
      short: names("short"),
      // From the first day to the last, no finer than its length makes of use.
      span(first, last) {
        const a = toDate(first);
        const b = toDate(last);
        const put = last - first > 3 * 365 ? year : last - first > 100 ? month : day;
        const [begin, end] = [put(...a), put(...b)];
        return begin === end ? begin : axis.fill(words.span, { first: begin, last: end });
      },
    };
  }

  // Days and months apart, and the fewest pixels a label of them needs.
  const YEAR = 365.2425;
  const STEPS = [
    { days: 1, room: 30 },
    { days: 5, room: 44 },
    { months: 1, room: 46 },
    { months: 3, room: 46 },
  ];

  function chooseStep(scale) {
    const step = STEPS.find((s) => (s.days || s.months * 30) * scale >= s.room);
    if (step) return step;
    for (let size = 1; ; size *= 10) {
      for (const n of [1, 2, 5]) if (n * size * YEAR * scale >= 64) return { months: 12 * n * size };
    }
  }

  // Where lines and labels stand between two days: { day, text, major } in order; `major` begins a
  // year among months, or a month among days, and says so.
  function listTicks(begin, end, scale, words) {
    const step = chooseStep(scale);
    const ticks = [];
    let [year, month] = toDate(Math.floor(begin));
    if (step.days) {
      for (; ; month === 12 ? (year++, (month = 1)) : month++) {
        const first = toDay(year, month, 1);
        if (first > end) return ticks;
        const length = toDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - first;
        for (let d = 0; d < length && (step.days === 1 || d < 26); d += step.days) {
          ticks.push({ day: first + d, text: String(d + 1), major: d ? "" : words.month(year, month) });
        }
      }
    }
    for (let n = Math.floor((year * 12 + month - 1) / step.months) * step.months; ; n += step.months) {
      // There is no year 0: round years before Christ are one further on.
      const y = Math.floor(n / 12) + (n <= 0 && step.months > 12 ? 1 : 0);
      const m = (n % 12 + 12) % 12 + 1;
      const day = toDay(y, m, 1);
      if (day > end) return ticks;
      const named = step.months < 12;
      ticks.push({ day, text: named ? words.short[m - 1] : words.year(y), major: named && m === 1 ? words.year(y) : "" });
    }
  }

  // What the first label at the edge says of the year or month that began before it.
  function nameEdge(begin, scale, words) {
    const [year, month] = toDate(Math.floor(begin));
    const step = chooseStep(scale);
    return step.days ? words.month(year, month) : step.months < 12 ? words.year(year) : "";
  }

  axis.fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  axis.days = { toDay, toDate, formatView, parseView, makeWords, listTicks, nameEdge };
})();
