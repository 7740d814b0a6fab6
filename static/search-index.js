// Reads the index that sourceline/site/search/ writes: what a word is, which pages hold it, what they show.
// Its files are classic scripts, because a page opened from a disk may load no other.
"use strict";
(function () {
  // Filled by the files: `head` and, piece by piece, `words`, `ends` and `blocks`.
  const search = { head: null, words: [], ends: [], blocks: [] };
  (self.sourceline = self.sourceline || {}).search = search;

  const LETTER = "[\\p{L}\\p{Nl}\\p{No}]", BEGIN = "[\\p{L}\\p{N}]", INNER = "[\\p{L}\\p{N}\\p{M}]";
  const LAST = "\uffff";
  // How well a word fits, the best first: the whole word in a title, the beginning of one there, the same in
  // other words, and what is merely spelled like it.
  const WHOLE_TITLE = 0, TITLE = 1, WHOLE_TEXT = 2, TEXT = 3, LIKE = 4, NONE = 255;
  const SHORTEST = 4;

  let folder, opened, token, word, run, spaceless, marks;
  const asked = new Map(), frequent = new Map();

  function load(name) {
    if (!asked.has(name)) asked.set(name, new Promise(function (done, fail) {
      const script = document.createElement("script");
      script.src = folder + name + ".js";
      script.onload = function () { script.remove(); done(); };
      script.onerror = function () { script.remove(); asked.delete(name); fail(new Error(name)); };
      document.head.append(script);
    }));
    return asked.get(name);
  }

  // --- words ---

  search.open = function (path) {
    folder = path;
    opened = opened || load("head").then(prepare);
    return opened;
  };

  function prepare() {
    const head = search.head;
    token = new RegExp(`(?<!${BEGIN})${LETTER}(?:\\.${LETTER})+(?!${INNER})|${BEGIN}(?:${INNER}|${head.marks})*`, "gu");
    word = new RegExp(`${BEGIN}${INNER}*`, "gu");
    run = new RegExp(`${head.spaceless}+|(?:(?!${head.spaceless}).)+`, "gsu");
    spaceless = new RegExp(`^${head.spaceless}`, "u");
    marks = new RegExp(head.marks, "gu");
    // The signs that no text holds stand for its frequent words.
    let sign = 0xff;
    for (const text of head.frequent.split("\t")) {
      do sign++; while (head.taken.includes(String.fromCharCode(sign)));
      frequent.set(String.fromCharCode(sign), text);
    }
    // A pattern is compiled when it is first used: now, and not while somebody types.
    search.listRuns("a");
  }

  function fold(text) {
    const low = text.normalize("NFKD").toLowerCase().replace(marks, "");
    return Array.from(low, function (sign) { return search.head.letters[sign] ?? sign; }).join("").normalize("NFC");
  }

  // The words of a text, folded, each with the place of the word it was written as.
  search.listRuns = function (text) {
    const runs = [];
    for (const found of text.matchAll(token)) {
      for (const each of fold(found[0].replaceAll(".", "")).match(word) || []) {
        for (const text of each.match(run)) {
          runs.push({ text, spaceless: spaceless.test(text), start: found.index, end: found.index + found[0].length });
        }
      }
    }
    return runs;
  };

  // What is looked up for a query; a word is also the beginning of one, if it is not too short.
  function listTerms(query) {
    const terms = new Map();
    const runs = search.listRuns(query);
    runs.forEach(function (run, n) {
      const signs = Array.from(run.text);
      if (!run.spaceless) {
        const prefix = signs.length > 2 || (signs.length === 2 && n === runs.length - 1);
        terms.set(run.text, { word: run.text, prefix, spaceless: false });
      } else if (signs.length === 1) {
        terms.set(run.text, { word: run.text, prefix: true, spaceless: true });
      } else {
        for (let i = 1; i < signs.length; i++) {
          const pair = signs[i - 1] + signs[i];
          terms.set(pair, { word: pair, prefix: false, spaceless: true });
        }
      }
    });
    return Array.from(terms.values());
  }

  // --- shards ---

  function findShards(starts, from, to) {
    const numbers = [];
    for (let n = 0; n < starts.length; n++) {
      if (starts[n] <= to && (n + 1 === starts.length || starts[n + 1] > from)) numbers.push(n);
    }
    return numbers;
  }

  // A shard is its words, each as a capital for the letters it shares with the one before it and its others,
  // and for each a list of documents.
  function unpack([written, lists]) {
    let word = "";
    const texts = lists ? lists.split(" ") : [];
    return written.split(/(?=[A-Z])/).map(function (part, n) {
      word = word.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
      return { word, list: texts[n] };
    });
  }

  // The lines of `kind` ("words" or "ends") whose word is `text`, or begins with it.
  async function readLines(kind, text, prefix) {
    const numbers = findShards(search.head[kind], text, prefix ? text + LAST : text);
    await Promise.all(numbers.map(function (n) { return load(kind + "-" + n); }));
    return numbers.flatMap(function (n) {
      if (typeof search[kind][n][0] === "string") search[kind][n] = unpack(search[kind][n]);
      return search[kind][n].filter(function (line) { return prefix ? line.word.startsWith(text) : line.word === text; });
    });
  }

  function readNumbers(text, visit) {
    let number = -1, high = 0;
    for (let i = 0; i < text.length; i++) {
      const sign = text.charCodeAt(i);
      if (sign > 92) { high = high * 34 + sign - 93; continue; }
      number += high * 57 + sign - 34;
      high = 0;
      visit(number);
    }
  }

  async function findLines(term) {
    const lines = await readLines("words", term.word, term.prefix);
    return lines.map(function (line) {
      const [titles, texts] = line.list.split("!");
      return { word: line.word, titles, texts: texts || "" };
    });
  }

  // --- typing mistakes ---

  // Whether one letter is wrong, missing or too many, or two neighbours are swapped.
  function isNear(a, b) {
    let start = 0, end = 0;
    const most = Math.min(a.length, b.length);
    while (start < most && a[start] === b[start]) start++;
    while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const left = a.length - start - end, right = b.length - start - end;
    if (left === 2 && right === 2) return a[start] === b[start + 1] && a[start + 1] === b[start];
    return left <= 1 && right <= 1;
  }

  function reverse(text) { return Array.from(text).reverse().join(""); }

  // A mistake leaves the first half of a word whole, or the second; or it is a swap where they meet.
  async function findLike(term) {
    const signs = Array.from(term.word);
    if (term.spaceless || signs.length < SHORTEST || /\p{N}/u.test(term.word)) return [];
    const half = signs.length >> 1;
    const first = signs.slice(0, half).join(""), second = reverse(signs.slice(half).join(""));
    const swapped = signs.slice();
    swapped[half - 1] = signs[half];
    swapped[half] = signs[half - 1];
    const [begun, ended] = await Promise.all([readLines("words", first, true), readLines("ends", second, true)]);
    const words = new Set([swapped.join("")]);
    for (const line of begun) words.add(line.word);
    for (const line of ended) words.add(reverse(line.word));
    const near = Array.from(words).filter(function (other) {
      return other.length >= SHORTEST && other !== term.word && isNear(term.word, other);
    });
    const lines = await Promise.all(near.map(function (word) { return findLines({ word, prefix: false }); }));
    return lines.flat();
  }

  // --- answers ---

  function score(term, total) {
    const scores = new Uint8Array(total).fill(NONE);
    function raise(text, value) {
      readNumbers(text, function (number) { if (value < scores[number]) scores[number] = value; });
    }
    for (const line of term.lines) {
      const whole = line.word === term.word;
      raise(line.titles, whole ? WHOLE_TITLE : TITLE);
      raise(line.texts, whole ? WHOLE_TEXT : TEXT);
    }
    for (const line of term.like) {
      raise(line.titles, LIKE);
      raise(line.texts, LIKE + 1);
    }
    return scores;
  }

  // Numbers of the documents that hold all terms, by group, the best first.
  function rank(terms) {
    const head = search.head, groups = [];
    const scores = terms.map(function (term) { return score(term, head.ranks.length); });
    let number = 0;
    for (const size of head.groups) {
      const keys = [];
      for (const end = number + size; number < end; number++) {
        let sum = 0;
        for (const each of scores) sum += each[number] === NONE ? Infinity : each[number];
        if (sum < Infinity) keys.push((sum * 10 + Number(head.ranks[number])) * head.ranks.length + number);
      }
      groups.push(Array.from(Float64Array.from(keys).sort(), function (key) { return key % head.ranks.length; }));
    }
    return groups;
  }

  function isEmpty(groups) { return groups.every(function (group) { return !group.length; }); }

  // What a query finds: the numbers of its documents by group, and its terms, with the words each stands for.
  // Only a query that finds nothing is taken for mistyped: first the words that nothing holds, then all.
  search.find = async function (query) {
    await opened;
    const terms = listTerms(query);
    if (!terms.length) return { groups: [], terms, like: [] };
    await Promise.all(terms.map(async function (term) { term.lines = await findLines(term); term.like = []; }));
    let groups = rank(terms);
    if (isEmpty(groups)) {
      const lost = terms.filter(function (term) { return !term.lines.length; });
      await Promise.all((lost.length ? lost : terms).map(async function (term) { term.like = await findLike(term); }));
      groups = rank(terms);
    }
    const like = terms.flatMap(function (term) { return term.like.map(function (line) { return line.word; }); });
    return { groups, terms, like };
  };

  // What a result shows.
  search.read = async function (number) {
    const block = Math.floor(number / search.head.block);
    await load("block-" + block);
    if (typeof search.blocks[block] === "string") search.blocks[block] = search.blocks[block].split("\n");
    const [title, kind, id, note, text, entryOf] = search.blocks[block][number % search.head.block].split("\t");
    const [named, place] = search.head.kinds[kind];
    const shown = { title: expand(title), kind: named, note: expand(note), text: expand(text) };
    const name = readId(id, shown);
    return { ...shown, path: entryOf ? `${entryOf}index.html#e-${name}` : `${place}/${name}/index.html` };
  };

  function expand(text) {
    return text.replace(/[\u0100-\u07ff]/g, function (sign) { return frequent.get(sign) ?? sign; });
  }

  // Parts of an id that are words of what is shown are written as the place of the word there.
  function readId(id, shown) {
    const runs = search.listRuns(`${shown.title} ${shown.text} ${shown.kind}`);
    return id.replace(/[\u00c0-\u00ff]/g, function (sign) { return "-" + runs[sign.charCodeAt(0) - 0xc0].text; }).slice(1);
  }

  // Whether a word of a text is one that a term stands for.
  search.fits = function (term, text) {
    return (term.prefix ? text.startsWith(term.word) : text === term.word)
      || term.like.some(function (line) { return line.word === text; });
  };

  // The word by which a term found a document.
  search.explain = function (term, number) {
    const line = [...term.lines, ...term.like].find(function (line) {
      let found = false;
      for (const text of [line.titles, line.texts]) readNumbers(text, function (each) { found ||= each === number; });
      return found;
    });
    return line && line.word;
  };

  search.fold = fold;
})();
