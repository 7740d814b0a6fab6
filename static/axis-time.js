// How time is written on the axis: its ticks, spans in words, and what is in view as an address says it.
"use strict";
(function () {
  const site = self.sourceline;
  const axis = site.axis = {};

  // `patterns` are texts of the page, {day} {month} {year}; `months` the names of months.
  axis.makeWords = function (patterns, months, language) {
    const format = new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC", calendar: "gregory" });
    const year = ({ year }) => year > 0 ? String(year) : site.fill(patterns.bc, { year: 1 - year });
    const month = (date) => site.fill(patterns.month, { month: months[date.month - 1], year: year(date) });
    const day = (date) => site.fill(patterns.day, { day: date.day, month: months[date.month - 1], year: year(date) });
    return {
      year,
      month,
      short: ({ month }) => format.format(Date.UTC(2000, month - 1)),
      // From day to day, no finer than is of use.
      span(begin, end) {
        const length = end - begin;
        const [first, last] = [begin, Math.max(begin, Math.ceil(end) - 1)]
          .map((number) => (length > 1096 ? year : length > 100 ? month : day)(site.dayOfNumber(Math.floor(number))));
        return first === last ? first : site.fill(patterns.span, { first, last });
      },
    };
  };

  // [months, days] from tick to tick: the fewest whose labels have room.
  function chooseStep(scale) {
    if (scale > 9) return [1, scale > 30 ? 1 : 5];
    if (scale > 0.5) return [scale > 1.5 ? 1 : 3];
    for (let size = 12; ; size *= 10) {
      for (const n of [1, 2, 5]) if (n * size * 30.4 * scale >= 64) return [n * size];
    }
  }

  // { edge, ticks: [{ day, text, major }] }: `major` names the month or year that begins there, `edge` the
  // one that had begun before.
  axis.listTicks = function (begin, end, scale, words) {
    const [size, days] = chooseStep(scale);
    const start = site.dayOfNumber(Math.floor(begin));
    const ticks = [];
    let n = Math.floor((start.year * 12 + start.month - 1) / size) * size;
    for (let day = 0; day <= end; n += size) {
      // There is no year 0: round years before Christ stand one further on.
      const date = { year: Math.floor(n / 12) + (n <= 0 && size > 12 ? 1 : 0), month: (n % 12 + 12) % 12 + 1 };
      day = site.dayNumber(date.year, date.month, 1);
      if (days) {
        for (let d = 0; d < (days > 1 ? 26 : site.dayNumber(date.year, date.month + 1, 1) - day); d += days) {
          ticks.push({ day: day + d, text: String(d + 1), major: d ? "" : words.month(date) });
        }
      } else if (size > 6) ticks.push({ day, text: words.year(date), major: "" });
      else ticks.push({ day, text: words.short(date), major: date.month === 1 ? words.year(date) : "" });
    }
    return { ticks, edge: days ? words.month(start) : size > 6 ? "" : words.year(start) };
  };

  // "1990-05-03..1990-08-11", or whole years where a day more or less is not seen.
  axis.formatView = function ({ begin, end }) {
    const days = [begin, end - 1].map((number) => site.writeDay(Math.round(number)));
    const whole = end - begin > 15000 || (days[0].endsWith("-01-01") && days[1].endsWith("-12-31"));
    return days.map((day) => whole ? day.slice(0, -6) : day).join("..");
  };

  axis.parseView = function (text) {
    const [from, to] = (text || "").split("..").map(site.parsePeriod);
    return from && to && from.first <= to.last ? { begin: from.first, end: to.last + 1 } : null;
  };
})();
