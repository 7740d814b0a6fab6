// citeproc-js, the engine of Zotero: does it cite each source by its title, without a fault?
import fs from "node:fs";
import CSL from "citeproc";

const [file, expected, style, locale] = process.argv.slice(2).map((name) => fs.readFileSync(name, "utf8"));
const items = JSON.parse(file);
const byId = Object.fromEntries(items.map((item) => [item.id, item]));
const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => byId[id] }, style);
engine.setOutputFormat("text");
engine.updateItems(items.map((item) => item.id));
const [{ bibliography_errors: errors }, lines] = engine.makeBibliography();
const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const missing = JSON.parse(expected).filter((title) => !lines.some((line) => letters(line).includes(letters(title))));
console.log(`csl: ${lines.length} entries (citeproc-js), ${missing.length} titles missing, ${errors.length} faults`);
missing.forEach((title) => console.log(`  ${title}`));
process.exit(missing.length || errors.length || lines.length !== items.length ? 1 : 0);
