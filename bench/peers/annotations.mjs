// @apache-annotator/dom: does every selector find its words in the text that it is for?
import fs from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><pre></pre>");
for (const name of ["document", "Node", "Range", "NodeFilter", "AbstractRange", "Text"]) globalThis[name] = window[name];
globalThis.window = window;
const { createTextQuoteSelectorMatcher, createTextPositionSelectorMatcher } = await import("@apache-annotator/dom");
const makers = { TextQuoteSelector: createTextQuoteSelectorMatcher, TextPositionSelector: createTextPositionSelectorMatcher };
const collection = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const texts = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const place = window.document.querySelector("pre");
const faults = [];
let tried = 0;
for (const annotation of collection.first.items)
  for (const target of annotation.target) {
    if (typeof target.source === "string") continue; // the original on the web
    if (place.textContent !== texts[target.source.id]) place.textContent = texts[target.source.id];
    for (const selector of target.selector) {
      tried += 1;
      let found;
      for await (const range of makers[selector.type](selector)(place)) {
        found = range.toString();
        break;
      }
      if (found !== target.selector[0].exact) faults.push(JSON.stringify([selector, found]));
    }
  }
console.log(`annotations: ${collection.total} annotations, ${tried} selectors, ${faults.length} faults`);
faults.forEach((fault) => console.log(`  ${fault}`));
process.exit(faults.length ? 1 : 0);
