"use strict";

const { readFileSync, readdirSync } = require("node:fs");

const PAGE = 100;

// Sources are looked up by a filter: as global data, all of them would be merged into every page's data.
function readSources(folder) {
  const entries = readdirSync(folder).map((file) => [
    file.replace(/\.json$/, ""),
    JSON.parse(readFileSync(`${folder}/${file}`, "utf8")),
  ]);
  return new Map(entries);
}

function groupBy(items, findKeys) {
  const groups = new Map();
  for (const item of items) {
    for (const key of findKeys(item)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
  }
  return groups;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const listEvents = (api) => api.getFilteredByTag("event").reverse();
const groupYears = (events) => groupBy(events, (event) => [event.date.getUTCFullYear()]);

module.exports = (config) => {
  const sources = readSources("sources");
  config.addPassthroughCopy("src/plain.css");
  config.addFilter("source", (id) => sources.get(id));
  config.addFilter("day", (date) => day.format(new Date(date)));
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  config.addFilter("first", (items, count) => items.slice(0, count));

  config.addCollection("newest", listEvents);
  config.addCollection("who", (api) => {
    const found = groupBy(listEvents(api), (event) => event.data.profiles);
    const pages = api.getFilteredByTag("profile").map((page) => [page.fileSlug, page]);
    return { events: Object.fromEntries(found), pages: Object.fromEntries(pages) };
  });
  config.addCollection("years", (api) =>
    [...groupYears(listEvents(api))].map(([year, events]) => ({ year, count: events.length })),
  );
  config.addCollection("yearPages", (api) => {
    const pages = [];
    for (const [year, events] of groupYears(listEvents(api))) {
      for (let start = 0; start < events.length; start += PAGE) {
        const below = start === 0 ? "" : `page/${start / PAGE + 1}/`;
        pages.push({ year, path: `/timeline/${year}/${below}`, events: events.slice(start, start + PAGE) });
      }
    }
    return pages;
  });

  return {
    dir: { input: "src", output: "public" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
};
