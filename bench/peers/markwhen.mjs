// @markwhen/parser: is every event there, with its title, its days and its EDTF text, and nothing else?
import fs from "node:fs";
import { parse } from "@markwhen/parser";

const timeline = parse(fs.readFileSync(process.argv[2], "utf8"));
const expected = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const found = [];
const faults = timeline.parseMessages.map((message) => message.message);
(function walk(node) {
  if (!node.children) return found.push(node);
  if (node !== timeline.events) faults.push(`section ${node.title}`);
  node.children.forEach(walk);
})(timeline.events);
const events = new Map(found.map((event) => [event.id, event]));
let before = 0;
for (const { id, title, ends, edtf } of expected) {
  const event = events.get(id);
  const range = event && [event.dateRangeIso.fromDateTimeIso, event.dateRangeIso.toDateTimeIso].map((t) => t.split("T")[0]);
  // Version 1.2 takes the whole line for the date of an event before Christ, and ends such a range with the begin of its last year.
  const old = event && / (BC|AD)/.test(event.firstLine.datePart);
  before += old;
  const told = event?.firstLine.restTrimmed.replaceAll("\u2060", "").replace(/(^|\s)\\(?=\\*[#[])/g, "$1");
  const named = told === (old ? `: ${title}` : title);
  if (!named || range[0] !== ends[0] || (!old && range[1] !== ends[1]) || event.properties.edtf !== edtf || event.tags.length > 1)
    faults.push(JSON.stringify([id, title, ends, edtf, event?.firstLine, range]));
}
if (found.length !== expected.length) faults.push(`${found.length} events, not ${expected.length}`);
console.log(`markwhen: ${found.length} of ${expected.length} events (${before} before Christ), ${faults.length} faults`);
faults.forEach((fault) => console.log(`  ${fault}`));
process.exit(faults.length ? 1 : 0);
