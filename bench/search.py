# ruff: noqa: INP001, T201, S311 - a folder of scripts, no package; they print; chance from a seed, no secret
"""How search does over many events: bytes, milliseconds in a slowed-down Chromium, typing mistakes found.

    python bench/search.py [--events 10000] [--texts FOLDER] [--slow 4] [--minisearch FOLDER] [--to FOLDER]

With --texts the events are sentences of the texts below FOLDER (*.txt; *.jsonl with a "text"; *.conllu),
their first words as the title; without, those of bench/reader.py. 36 queries are drawn from what the index
holds: rare, middling and frequent words, pairs, names, mistyped words. Each is asked in a new window, pasted
at once after the field was entered; the time is from there to the first result, and to all of the first
screen. --minisearch names a folder with the npm package; the same documents and queries are asked of it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process, Queue
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sourceline.model import (
    Chronicle,
    Date,
    Event,
    Evidence,
    Participant,
    Profile,
    Settings,
    Source,
)
from sourceline.render import Renderer
from sourceline.site import plan_assets
from sourceline.site.entries import add_entries
from sourceline.site.lookup import make_lookup
from sourceline.site.search import plan_search
from sourceline.site.search.documents import Document, list_documents
from sourceline.site.search.files import is_mendable
from sourceline.site.timeline import date_events

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

ROOT = Path(__file__).resolve().parent.parent
KINDS = "appointment departure acquisition result lawsuit launch award election accident attack meeting death"
MISTAKES = ("wrong", "missing", "doubled", "swapped", "added")
# One text tells so many events at most, on one day.
EVENTS_IN_A_TEXT = 40


# --- events -----------------------------------------------------------------------------------


def read_texts(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Name of each text below a folder, and its sentences of 9 to 60 words."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".txt":
            yield from cut_texts(path, [path.read_text(encoding="utf-8")])
        elif path.suffix == ".jsonl":
            rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
            yield from cut_texts(path, [row["text"] for row in rows if "text" in row])
        elif path.suffix == ".conllu":
            found = re.findall(r"^# text = (.*)", path.read_text(encoding="utf-8"), re.MULTILINE)
            yield from cut_texts(path, ["\n".join(found)])


def cut_texts(path: Path, texts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each text in pieces of a few dozen sentences."""
    sentences = [
        (n, " ".join(sentence.split()))
        for n, text in enumerate(texts)
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])|\n+", text)
        if 9 <= len(sentence.split()) <= 60 and sentence.strip()[:1].isupper()
    ]
    for start in range(0, len(sentences), EVENTS_IN_A_TEXT):
        piece = sentences[start : start + EVENTS_IN_A_TEXT]
        yield f"{path.stem}-{start}", [sentence for _, sentence in piece]


def make_chronicle(folder: Path, count: int, skip: int, seed: int = 7) -> Chronicle:
    """A chronicle of `count` sentences as events, after the first `skip`; names in capitals are people."""
    chance, day = random.Random(seed), date(1990, 1, 1)
    events: list[Event] = []
    sources: list[Source] = []
    seen: set[str] = set()
    for name, sentences in read_texts(folder):
        day += timedelta(chance.randrange(30))
        fresh = [s for s in dict.fromkeys(sentences) if s not in seen]
        if not fresh:
            continue
        seen.update(fresh)
        skip -= len(fresh)
        if skip >= 0 or len(events) >= count:
            continue
        sources.append(
            Source(
                id=name,
                path=name,
                sha256="",
                text="",
                title=" ".join(fresh[0].split()[:7]),
                published=f"{day}",
            )
        )
        events += [make_event(chance, name, day, s, n) for n, s in enumerate(fresh, len(events))]
    return Chronicle(
        settings=Settings(),
        sources=tuple(sources),
        events=tuple(events[:count]),
        profiles=gather_profiles(events[:count]),
    )


def find_names(sentence: str) -> list[str]:
    """Two or three words in capitals beside each other."""
    return re.findall(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}\b", sentence)


def make_id(text: str) -> str:
    """ "Brana Tol" → "brana-tol"."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def make_event(chance: random.Random, source: str, day: date, sentence: str, number: int) -> Event:
    """One sentence as an event, named as the weaver names one."""
    kind = chance.choice(KINDS.split())
    names = find_names(sentence)
    heads = names[:2] or re.findall(r"\b[A-Z]\w+", sentence)[:2] or ["it"]
    # As the weaver: a number only where an id stands twice, which is here about one in ten.
    number_of = f"-{number}" if chance.random() < 0.1 else ""
    return Event(
        id=f"{make_id(' and '.join(heads))}-{kind}{number_of}",
        kind=kind,
        title=" ".join(sentence.split()[:8]).rstrip(".,;"),
        date=Date(f"{day}"),
        participants=tuple(Participant(name, "agent", make_id(name)) for name in names),
        evidence=(Evidence(source, sentence, 0, 0),),
        weight=round(chance.random() ** 3, 3),
    )


def gather_profiles(events: list[Event]) -> tuple[Profile, ...]:
    """A person for each name that two events share."""
    counts = Counter(p.name for event in events for p in event.participants)
    own = {name: make_id(name) for name, n in counts.items() if n > 1}
    return tuple(
        Profile(id=identity, kind="person", name=name, aliases=(name.split()[-1],))
        for name, identity in sorted(own.items())
    )


# --- queries ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Query:
    """What is typed, and of which sort it is."""

    sort: str
    text: str


def count_words(documents: list[Document]) -> Counter[str]:
    """Word → how many documents hold it."""
    return Counter(word for document in documents for word in document.first | document.rest)


def draw_queries(documents: list[Document], seed: int = 7) -> list[Query]:
    """Six of each sort; the same for the same documents."""
    chance = random.Random(seed)
    counts = count_words(documents)
    long = sorted(word for word in counts if is_mendable(word) and len(word) > 4)
    names = [d.title for d in documents if d.folder == "people"]

    def draw(low: int, high: int) -> list[str]:
        return chance.sample([w for w in long if low <= counts[w] <= high], 6)

    middling = [word for word in long if 4 <= counts[word] <= 60]
    pairs = [
        " ".join(chance.sample(sorted(d.first & set(middling)), 2))
        for d in documents
        if len(d.first & set(middling)) > 1 and chance.random() < 0.01
    ]
    typos = [mistype(chance, w, MISTAKES[n % 5]) for n, w in enumerate(chance.sample(middling, 6))]
    sorts = {
        "rare": draw(1, 2),
        "middling": draw(20, 60),
        "frequent": draw(300, 2000),
        "pair": pairs[:6],
        "name": chance.sample(names, 6),
        "mistyped": typos,
    }
    return [Query(sort, text) for sort, texts in sorts.items() for text in texts]


def mistype(chance: random.Random, word: str, mistake: str) -> str:
    """A word with one mistake at any place."""
    n = chance.randrange(len(word))
    letter = chance.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != word[n]])
    if mistake == "swapped":
        places = [i for i in range(len(word) - 1) if word[i] != word[i + 1]]
        n = chance.choice(places)
        return word[:n] + word[n + 1] + word[n] + word[n + 2 :]
    return {
        "wrong": word[:n] + letter + word[n + 1 :],
        "missing": word[:n] + word[n + 1 :],
        "doubled": word[:n] + word[n] + word[n:],
        "added": word[:n] + letter + word[n:],
    }[mistake]


# --- the site ---------------------------------------------------------------------------------


def write_site(chronicle: Chronicle, folder: Path) -> tuple[list[Document], str]:
    """The search page and its index; its documents, and the folder of the index."""
    static = ROOT / "static"
    assets = plan_assets({p.name: p.read_bytes() for p in static.iterdir() if p.is_file()})
    lookup = add_entries(make_lookup(chronicle, {asset.name: asset.path for asset in assets}))
    pages = plan_search(lookup, date_events(chronicle.events))
    renderer = Renderer([ROOT / "templates"])
    files = {page.path: renderer.render(page).encode() for page in pages}
    files.update({asset.path: asset.data for asset in assets})
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return [d for group in list_documents(lookup) for d in group], pages[0].values.index


def weigh(data: bytes) -> int:
    """Bytes as a web server sends them."""
    return len(gzip.compress(data, 6, mtime=0))


def print_sizes(folder: Path, index: str) -> None:
    """Files and bytes of each kind of file of the index."""
    kinds: dict[str, list[bytes]] = {}
    for path in sorted((folder / index).iterdir()):
        kinds.setdefault(path.name.split("-")[0].split(".")[0], []).append(path.read_bytes())
    kinds["(all)"] = [data for files in kinds.values() for data in files]
    print(f"{'':10} files    all bytes    gzipped  largest gzipped")
    for kind, files in kinds.items():
        size, gzipped = sum(map(len, files)), [weigh(data) for data in files]
        print(f"{kind:10} {len(files):5} {size:12,} {sum(gzipped):10,} {max(gzipped):8,}")


class Handler(SimpleHTTPRequestHandler):
    """Says nothing, and sends a file in one piece, so that no packet waits for another."""

    wbufsize = -1
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nothing."""


def serve(folder: str, ports: Queue[int]) -> None:
    """A web server in a process of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    ports.put(server.server_port)
    server.serve_forever()


# --- measuring --------------------------------------------------------------------------------

ASK = """
async (query) => {
  const field = document.querySelector("#q"), place = document.querySelector("[data-search]");
  field.focus();
  await self.sourceline.search.open(place.dataset.search);
  await new Promise((done) => setTimeout(done, 100));
  const started = performance.now();
  let first = null, last = started;
  const status = place.querySelector("[role=status]");
  const seen = new MutationObserver(() => {
    last = performance.now();
    if (first === null && (place.querySelector(".hit") || status.textContent)) first = last;
  });
  seen.observe(place, { childList: true, subtree: true, characterData: true });
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  for (let waited = 0; waited < 100; waited++) {
    await new Promise((done) => setTimeout(done, 50));
    if (first !== null && performance.now() - last > 300) break;
  }
  return {
    first: first - started, all: last - started, hits: place.querySelectorAll(".hit").length,
    said: status.textContent, files: performance.getEntriesByType("resource")
      .filter((e) => e.name.includes("/search/data/")).map((e) => [e.name.replace(/.*\\/search\\/data\\//, ""), e.responseEnd - started]),
    again: await (async () => {
      const began = performance.now();
      await self.sourceline.search.find(query);
      return performance.now() - began;
    })(),
  };
}
"""


WATCH = """
() => {
  const field = document.querySelector("#q"), place = document.querySelector("[data-search]");
  let began = 0;
  self.first = null;
  field.addEventListener("input", () => { began = performance.now(); self.first = null; }, true);
  new MutationObserver(() => {
    if (self.first === null && place.querySelector(".hit")) self.first = performance.now() - began;
  }).observe(place, { childList: true, subtree: true });
}
"""


def print_typed(browser: Browser, url: str, queries: list[Query], slow: float) -> None:
    """From the last letter to the first result, where a query is typed, nine letters a second: the words
    that its beginning needs are there by then."""
    page = open_slow(browser, url, slow)
    page.evaluate(WATCH)
    page.focus("#q")
    times: list[float] = []
    for query in queries:
        page.fill("#q", "")
        page.keyboard.type(query.text, delay=110)
        page.wait_for_function(
            "query => document.querySelector('[data-search]').dataset.searched === query",
            arg=query.text,
        )
        first: float | None = page.evaluate("self.first")
        times += [first] if first is not None else []
    page.context.close()
    print(
        f"typed, ms from the last letter to the first result: median {statistics.median(times):.1f},"
        f" most {max(times):.1f}, of {len(times)} queries"
    )


def open_slow(browser: Browser, url: str, slow: float) -> Page:
    """A page in a new window, with a slowed-down processor."""
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    page.goto(url)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    return page


def ask(browser: Browser, url: str, folder: Path, query: Query, slow: float) -> dict[str, Any]:
    """One query in a new window."""
    page = open_slow(browser, url, slow)
    found: dict[str, Any] = page.evaluate(ASK, query.text)
    page.context.close()
    found["cpu"] = measure_cpu(browser, url, query)
    sizes = {n: weigh((folder / "search/data" / n).read_bytes()) for n, _ in found["files"]}
    found["bytes"] = sum(sizes[n] for n, end in found["files"] if end <= found["first"])
    found["all_bytes"] = sum(sizes.values())
    found["requests"] = len(sizes)
    return found


def measure_cpu(browser: Browser, url: str, query: Query) -> float:
    """Milliseconds the page's own thread works for all of the first screen, at full speed: what does not
    hang on what else the machine does."""
    page = open_slow(browser, url, 1)
    page.evaluate(
        "document.querySelector('#q').focus();"
        "self.sourceline.search.open(document.querySelector('[data-search]').dataset.search)"
    )
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = read_thread(session)
    page.locator("#q").fill(query.text)
    page.wait_for_function(
        "query => document.querySelector('[data-search]').dataset.searched === query",
        arg=query.text,
    )
    spent = read_thread(session) - before
    page.context.close()
    return spent


def read_thread(session: CDPSession) -> float:
    """Milliseconds the page's thread has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration")


def print_answers(queries: list[Query], answers: list[dict[str, Any]]) -> None:
    """A line for each sort of query."""
    print(
        "\nsort        first ms: median  most   screen ms: median   bytes: median   most   screen most  requests  without"
    )
    for sort in [*dict.fromkeys(q.sort for q in queries), "(all)"]:
        own = [a for q, a in zip(queries, answers, strict=True) if sort in (q.sort, "(all)")]
        first, screen = ([a[key] for a in own] for key in ("first", "all"))
        size, whole = ([a[key] for a in own] for key in ("bytes", "all_bytes"))
        print(
            f"{sort:10} {statistics.median(first):17.1f} {max(first):5.0f} {statistics.median(screen):19.1f}"
            f" {statistics.median(size):15,.0f} {max(size):6,} {max(whole):13,}"
            f" {statistics.median(a['requests'] for a in own):9.0f} {sum(1 for a in own if not a['hits']):8}"
        )
    work = [a["cpu"] for a in answers]
    print(
        "work of the page's thread for the first screen, not slowed, ms: median"
        f" {statistics.median(work):.1f}, most {max(work):.1f}"
    )
    print(f"asked again, median ms: {statistics.median(a['again'] for a in answers):.1f}")


# --- a peer -----------------------------------------------------------------------------------

PEER = """
async (query) => {
  const started = performance.now();
  const text = await (await fetch("peer.json")).text();
  const options = { fields: ["title", "text"] };
  const index = MiniSearch.loadJSON(text, options);
  const ready = performance.now();
  const found = index.search(query, { prefix: true, fuzzy: 0.2, combineWith: "AND", boost: { title: 2 } });
  return { ready: ready - started, first: performance.now() - started, hits: found.length };
}
"""


def ask_peer(
    browser: Browser, url: str, folder: Path, package: Path, documents: list[Document],
    queries: list[Query], slow: float,
) -> None:  # fmt: skip
    """The same documents and queries with MiniSearch: titles and sentences, prefixes, mistakes mended."""
    script = (package / "dist/umd/index.js").read_bytes()
    (folder / "peer.js").write_bytes(script)
    (folder / "peer.html").write_text(
        "<!doctype html><script src=peer.js></script>", encoding="utf-8"
    )
    page = open_slow(browser, f"{url}peer.html", 1)
    rows = [{"id": n, "title": d.title, "text": " ".join(d.rest)} for n, d in enumerate(documents)]
    index: str = page.evaluate(
        "rows => { const index = new MiniSearch({ fields: ['title', 'text'] });"
        " index.addAll(rows); return JSON.stringify(index); }",
        rows,
    )
    page.context.close()
    (folder / "peer.json").write_text(index, encoding="utf-8")
    answers = []
    for query in queries[::3]:
        page = open_slow(browser, f"{url}peer.html", slow)
        answers.append(page.evaluate(PEER, query.text))
        page.context.close()
    first = statistics.median(answer["first"] for answer in answers)
    warm = statistics.median(answer["first"] - answer["ready"] for answer in answers)
    size = weigh(index.encode()) + weigh(script)
    print(
        f"\nMiniSearch: {size:,} bytes to the first answer; in a new window {first:.0f} ms, once its index"
        f" stands {warm:.1f} ms (medians of {len(answers)}); without a hit"
        f" {sum(1 for answer in answers if not answer['hits'])}"
    )


def print_mistakes(page: Page, documents: list[Document], seed: int = 7) -> None:
    """How many of 200 words are found with each kind of mistake, and what else is."""
    chance = random.Random(seed)
    counts = count_words(documents)
    held: dict[str, set[int]] = {}
    for number, document in enumerate(documents):
        for word in document.first | document.rest:
            held.setdefault(word, set()).add(number)
    print("\nmistakes    letters  found of  by itself  other words per query")
    for low, high in ((4, 4), (5, 6), (7, 30)):
        words = [w for w in sorted(counts) if is_mendable(w) and low <= len(w) <= high]
        words = chance.sample(words, min(200, len(words)))
        for mistake in MISTAKES:
            typed = [mistype(chance, w, mistake) for w in words]
            found = page.evaluate(
                "async (all) => { const out = []; for (const q of all) { const r = await"
                " self.sourceline.search.find(q); out.push([r.groups.flat(), r.like]); } return out; }",
                typed,
            )
            right = sum(held[w] <= set(ids) for w, (ids, _) in zip(words, found, strict=True))
            other = statistics.mean(
                len(set(like) - {w}) for w, (_, like) in zip(words, found, strict=True)
            )
            print(
                f"{mistake:10} {low:4}-{high:<4} {right:5} {len(words):4} {right / len(words):9.1%} {other:12.2f}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--skip", type=int, default=0, help="sentences to leave out first")
    parser.add_argument("--slow", type=float, default=4)
    parser.add_argument("--minisearch", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--sizes", action="store_true", help="print the sizes only")
    args = parser.parse_args()
    if args.texts:
        chronicle = make_chronicle(args.texts, args.events, args.skip)
    else:
        import reader  # noqa: PLC0415 - its events only where no texts are given

        chronicle = reader.make_chronicle(args.events)
    with tempfile.TemporaryDirectory() as temporary:
        measure(chronicle, args.to or Path(temporary), args)


def measure(chronicle: Chronicle, folder: Path, args: argparse.Namespace) -> None:
    """Write the site, weigh it, ask it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not for the sizes

    documents, index = write_site(chronicle, folder)
    print(
        f"{len(chronicle.events):,} events, {len(chronicle.profiles):,} profiles, {len(chronicle.sources):,} sources,"
        f" {len(count_words(documents)):,} words, page {weigh((folder / 'search/index.html').read_bytes()):,} bytes gzipped"
    )
    print_sizes(folder, index)
    if args.sizes:
        return
    ports: Queue[int] = Queue()
    server = Process(target=serve, args=(str(folder), ports), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{ports.get()}/"
    queries = draw_queries(documents)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        answers = [ask(browser, f"{url}search/index.html", folder, q, args.slow) for q in queries]
        for query, answer in zip(queries, answers, strict=True):
            print(
                f"{query.sort:9} {query.text:32} {answer['first']:7.1f} ms {answer['bytes']:7,} bytes  {answer['said']}"
            )
        print_answers(queries, answers)
        print_typed(browser, f"{url}search/index.html", queries, args.slow)
        if args.minisearch:
            ask_peer(browser, url, folder, args.minisearch, documents, queries, args.slow)
        page = open_slow(browser, f"{url}search/index.html", 1)
        page.evaluate(
            "self.sourceline.search.open(document.querySelector('[data-search]').dataset.search)"
        )
        print_mistakes(page, documents)
        browser.close()
    server.terminate()


if __name__ == "__main__":
    main()
