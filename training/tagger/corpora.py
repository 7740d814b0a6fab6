"""Reads the training corpora and brings their annotations to one scheme.

The scheme is that of Universal NER: PER, ORG, LOC without titles and nationalities; and MISC for
products, works and named events. Where a corpus does not say whether a word is a name, the word
allows several tags ("loose") instead of teaching a wrong one:

- English EWT and the Broad Twitter Corpus have no MISC: outside a name, MISC is allowed.
- wikigold calls nationalities MISC: a single MISC word allows "no name".
- Twitter handles and hash tags teach nothing.
- GUM marks mentions, not names: names are read anew from its treebank (proper-noun tag of the
  Penn set, entity type, the mention's head), since the derived files cut "New York" to "York".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sourceline.extract.tagger.words import Word, split_words

TITLES = frozenset([
    "president", "vice", "prime", "minister", "king", "queen", "prince", "princess", "pope",
    "senator", "sen", "governor", "gov", "mr", "mrs", "ms", "dr", "sir", "lord", "lady",
    "judge", "justice", "mayor", "professor", "prof", "general", "gen", "captain", "colonel",
    "major", "secretary", "chancellor", "ambassador", "rev", "reverend", "sergeant",
    "lieutenant", "lt", "commander", "chairman", "congressman", "congresswoman",
    "representative", "rep", "duke", "duchess", "premier", "father", "sister", "brother",
    "director", "chief", "sheriff", "coach", "st",
])  # fmt: skip
KEEP = frozenset({"st"})
"""Titles that are part of a place's or a saint's name."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words `first` to `last` (exclusive) of a sentence form a name."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with names; part of speech, head (−1 root, −2 unknown) and relation where known."""

    id: str
    words: tuple[Word, ...]
    names: tuple[Name, ...] = ()
    misc_known: bool = True
    loose: frozenset[int] = frozenset()
    """Words that may be MISC or no name."""
    mute: frozenset[int] = frozenset()
    """Words that teach nothing about names."""
    pos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    named: bool = True
    """Whether names were annotated at all."""


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences that stood together."""

    corpus: str
    sentences: tuple[Sentence, ...] = field(default=())


def read_texts(folder: Path, corpus: str) -> list[Text]:
    """The texts of one corpus: "ewt train", "gum dev", "wikigold all", "btc all", "wnut train"."""
    name, split = corpus.split()
    if name == "gum":
        return list(_read_gum(folder / "treebank" / f"gum-open-{split}.conllu"))
    if name == "raw":
        return list(_read_raw(folder / "timex" / f"{split}.jsonl"))
    if name == "ewt":
        return list(_read_ewt(folder, split))
    place = {"wikigold": "wikigold", "btc": "btc", "wnut": "wnut17", "gumjson": "gum_open"}[name]
    rows = _read_rows(folder / "ner" / place / f"{split}.jsonl")
    sentences = [_harmonize(_read_sentence(row), row["text"], name) for row in rows]
    if name == "wikigold":
        return [Text(name, tuple(sentences[n : n + 12])) for n in range(0, len(sentences), 12)]
    if name == "gumjson":
        return list(_group("gum", sentences))
    return [Text(name, (sentence,)) for sentence in sentences]


def _read_rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _read_sentence(row: dict) -> Sentence:
    words = tuple(split_words(row["text"], 0, len(row["text"])))
    names = []
    for entity in sorted(row["entities"], key=lambda e: e["start"]):
        inside = [
            n for n, w in enumerate(words) if w.start < entity["end"] and entity["start"] < w.end
        ]
        if inside and (not names or inside[0] >= names[-1].last):
            names.append(Name(inside[0], inside[-1] + 1, entity["label"]))
    return Sentence(row["id"], words, tuple(names))


def _harmonize(sentence: Sentence, text: str, corpus: str) -> Sentence:
    if corpus == "wikigold":
        loose = {n.first for n in sentence.names if n.label == "MISC" and n.last - n.first == 1}
        return replace(sentence, loose=frozenset(loose))
    if corpus not in {"btc", "wnut"}:
        return sentence
    mute: set[int] = set()
    for n, word in enumerate(sentence.words):
        if word.text in "@#":
            glued = [w.start for w in sentence.words[n + 1 : n + 2]]
            end = re.compile(r"\s?\S+").match(text, word.end)
            stop = end.end() if end and glued else word.end
            mute |= {m for m, w in enumerate(sentence.words) if word.start <= w.start < stop}
    names = [strip_title(name, sentence.words) for name in sentence.names]
    kept = tuple(n for n in names if n and not mute & set(range(n.first, n.last)))
    return replace(sentence, names=kept, mute=frozenset(mute), misc_known=corpus == "wnut")


def strip_title(name: Name, words: tuple[Word, ...]) -> Name | None:
    """`name` without the titles before a person; None when nothing else is left."""
    if name.label != "PER":
        return name
    first = name.first
    while first < name.last and _is_title(words[first].text, after_title=first > name.first):
        first += 1
    return replace(name, first=first) if first < name.last else None


def _is_title(word: str, *, after_title: bool) -> bool:
    low = word.lower()
    return (low in TITLES and low not in KEEP) or (after_title and low in {".", "of", "for"})


def _group(corpus: str, sentences: list[Sentence]) -> Iterator[Text]:
    group: list[Sentence] = []
    for sentence in sentences:
        if group and group[-1].id.rsplit("-", 1)[0] != sentence.id.rsplit("-", 1)[0]:
            yield Text(corpus, tuple(group))
            group = []
        group.append(sentence)
    if group:
        yield Text(corpus, tuple(group))


def _read_raw(path: Path) -> Iterator[Text]:
    """Unlabelled texts: a teacher's answers are all that they teach."""
    for row in _read_rows(path):
        sentences = []
        for n, part in enumerate(
            re.split(r"\n+|(?<=[.!?][\"”’]) +|(?<=[a-z)][.!?]) +(?=[A-Z\"“])", row["text"])
        ):
            words = tuple(split_words(part, 0, len(part)))
            if words:
                sentences.append(Sentence(f"{row['id']}-{n}", words, named=False))
        yield Text("raw", tuple(sentences))


# --- treebanks --------------------------------------------------------------------------------


def _read_blocks(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    head: dict[str, str] = {}
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                head[key.strip()] = value.strip()
            elif line.strip():
                rows.append(line.rstrip("\n").split("\t"))
            elif rows:
                yield head, rows
                head, rows = {}, []
    if rows:
        yield head, rows


def _place_tokens(text: str, rows: list[list[str]]) -> list[tuple[int, int]] | None:
    """The span of each syntactic word; words of a contraction share theirs."""
    spans: list[tuple[int, int]] = []
    at = 0
    shared: tuple[int, int] | None = None
    shared_until = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            start = text.find(row[1], at)
            if start < 0 or start > at + 3:
                continue  # written apart in this copy of the text: its words are placed one by one
            shared, shared_until = (start, start + len(row[1])), int(row[0].split("-")[1])
            within = start
            at = start + len(row[1])
            continue
        if shared and int(row[0]) <= shared_until:
            start = text.find(row[1], within, shared[1])
            if start >= 0:
                within = start + len(row[1])
                spans.append((start, within))
            else:
                spans.append((within, shared[1]))
            continue
        start = text.find(row[1], at)
        if start < 0 or start > at + 3:
            return None
        at = start + len(row[1])
        spans.append((start, at))
    return spans


def _parse(words: tuple[Word, ...], spans: list[tuple[int, int]], rows: list[list[str]]):
    """Part of speech, head and relation of each word, from the syntactic words over it."""
    plain = [row for row in rows if row[0].isdigit()]
    first_word: dict[int, int] = {}
    owner: list[int] = []
    for n, word in enumerate(words):
        over = [t for t, (a, b) in enumerate(spans) if a < word.end and word.start < b]
        owner.append(over[0] if over else -1)
        for t in over:
            first_word.setdefault(t, n)
    pos, xpos, heads, relations = [], [], [], []
    for n, t in enumerate(owner):
        if t < 0:
            pos.append(""), xpos.append(""), heads.append(-2), relations.append("")
            continue
        pos.append(plain[t][3]), xpos.append(plain[t][4])
        if first_word[t] != n:
            heads.append(first_word[t]), relations.append("part")
            continue
        head = int(plain[t][6]) - 1
        target = -1 if head < 0 else first_word.get(head, -2)
        heads.append(target if target != n else -2)
        relations.append(plain[t][7].split(":")[0])
    return {
        "pos": tuple(pos),
        "xpos": tuple(xpos),
        "heads": tuple(heads),
        "relations": tuple(relations),
    }


def _read_ewt(folder: Path, split: str) -> Iterator[Text]:
    parses = {}
    for head, rows in _read_blocks(folder / "treebank" / f"ewt-{split}.conllu"):
        parses[head["sent_id"]] = (head["text"], rows)
    sentences = []
    for row in _read_rows(folder / "ner" / "uner_ewt" / f"{split}.jsonl"):
        sentence = replace(_read_sentence(row), misc_known=False)
        _text, rows = parses.get(row["id"], ("", []))
        spans = _place_tokens(row["text"], rows) if rows else None
        if spans:
            sentence = replace(sentence, **_parse(sentence.words, spans, rows))
        sentences.append(sentence)
    yield from _group("ewt", sentences)


ETYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def _read_gum(path: Path) -> Iterator[Text]:
    sentences = []
    for head, rows in _read_blocks(path):
        text = head["text"]
        words = tuple(split_words(text, 0, len(text)))
        spans = _place_tokens(text, rows)
        if not spans:
            continue
        syntax = _parse(words, spans, rows)
        names, loose, mute = _find_names(words, spans, [r for r in rows if r[0].isdigit()])
        sentences.append(Sentence(head["sent_id"], words, names, loose=loose, mute=mute, **syntax))
    yield from _group("gum", sentences)


@dataclass(slots=True)
class _Mention:
    number: str
    etype: str
    first: int
    last: int = -1
    head: int = -1
    linked: bool = False


def _read_mentions(rows: list[list[str]]) -> list[_Mention]:
    open_: list[_Mention] = []
    done: list[_Mention] = []
    for n, row in enumerate(rows):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if not found:
            continue
        for part in re.findall(r"\([^()]+\)?|[^()]+\)|\d+\[?[^()]*\)", found[1]):
            if part.startswith("("):
                bits = part.strip("()").split("-")
                mention = _Mention(bits[0].split("[")[0], bits[1] if len(bits) > 1 else "", n)
                mention.linked = len(bits) > 7
                open_.append(mention)
                if part.endswith(")"):
                    open_.remove(mention)
                    mention.last = n
                    done.append(mention)
            else:
                number = re.match(r"\d+", part)
                for mention in reversed(open_):
                    if number and mention.number == number[0]:
                        open_.remove(mention)
                        mention.last = n
                        done.append(mention)
                        break
    for mention in done:
        mention.head = _find_head(mention, rows)
    return done


def _find_head(m: _Mention, rows: list[list[str]]) -> int:
    """The word of the mention that hangs on a word outside it."""
    inside = range(m.first, m.last + 1)
    return next((n for n in inside if int(rows[n][6]) - 1 not in inside), m.last)


def _find_names(words, spans, rows):
    """Names of a GUM sentence, from mentions whose head is a proper noun."""
    mentions = _read_mentions(rows)
    proper = [row[4] in {"NNP", "NNPS"} for row in rows]
    found: list[tuple[int, int, str, bool]] = []
    for m in mentions:
        if m.etype == "time" or not proper[m.head]:
            continue
        label = ETYPES.get(m.etype, "MISC")
        nested = {
            t
            for o in mentions
            if label == "PER"
            and o is not m
            and m.first <= o.first
            and o.last <= m.last
            and not o.first <= m.head <= o.last
            for t in range(o.first, o.last + 1)
        }
        for o in mentions:
            # "Moss and Bell" is one mention and two names.
            before = rows[o.first - 1][1].lower() if o.first else ""
            if before in {"and", "or", ","} and m.first < o.first and o.last <= m.last:
                nested |= set(range(o.first, o.last + 1))
        nested.discard(m.head)
        first, last = _grow(m, label, proper, nested, rows)
        numbered = any(rows[n][4] == "CD" for n in range(first, last + 1))
        sure = label != "MISC" or m.linked or (last > first and not numbered)
        if label == "PER" and first == last and rows[m.head][4] == "NNPS":
            continue  # a people, not a person
        if rows[first][3] == "ADJ" and first == last:
            continue  # a nationality used as a noun
        found.append((first, last, label, sure))
    names: list[Name] = []
    loose: set[int] = set()
    taken: set[int] = set()
    for first, last, label, sure in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        inside = [
            n for n, w in enumerate(words) if w.start < spans[last][1] and spans[first][0] < w.end
        ]
        if not inside or taken & set(inside):
            continue
        taken |= set(inside)
        name = strip_title(Name(inside[0], inside[-1] + 1, label), words)
        if name is None:
            continue
        if label == "MISC" and not sure:
            loose |= set(inside)
            continue
        names.append(name)
    # A proper noun outside every name: the annotation may have missed it (a modifier, a list).
    mute = {
        n
        for t, is_proper in enumerate(proper)
        if is_proper and rows[t][3] == "PROPN"
        for n, w in enumerate(words)
        if w.start < spans[t][1]
        and spans[t][0] < w.end
        and n not in taken
        and w.text.lower() not in TITLES
        and not _is_calendar(w.text)
    }
    return tuple(sorted(names, key=lambda n: n.first)), frozenset(loose), frozenset(mute)


def _is_calendar(word: str) -> bool:
    days = "monday tuesday wednesday thursday friday saturday sunday"
    months = (
        "january february march april may june july august september october november december"
        " jan feb mar apr jun jul aug sep sept oct nov dec"
    )
    return word.lower() in f"{days} {months} am pm".split() or not word[0].isalpha()


_ANY = frozenset({"the", "de", "la", "du", ".", "-", "–"})
_OF = _ANY | {"of", "&", "'s", "’s"}
LINKS = {
    "PER": _ANY - {"the"} | {"von", "van", "der", "le", "el", "al", "bin", "ibn", "da", "di"},
    "LOC": _OF | {"del", "upon"},
    "ORG": _OF | {"and", "for", "on"},
    "MISC": _OF | {"and", "for", "on", "in", "to"},
}
"""Small words that may stand inside a name, by label."""


def _grow(
    m: _Mention, label: str, proper: list[bool], barred: set[int], rows: list[list[str]]
) -> tuple[int, int]:
    """The run of proper nouns round the head, over at most two small words between two of them;
    a coordinated name (`barred` holds its words) is a name of its own."""
    first = last = m.head
    links = LINKS[label]
    for step in (-1, 1):
        edge = m.head
        while True:
            reach = _reach(edge, step, m, links, proper, barred, rows)
            if reach is None:
                break
            edge = reach
        first, last = min(first, edge), max(last, edge)
    return first, last


def _reach(edge, step, m, links, proper, barred, rows) -> int | None:
    """The next proper noun beyond `edge`, if only small words stand between."""
    for skip in range(3):
        n = edge + step * (skip + 1)
        if not m.first <= n <= m.last or n in barred:
            return None
        if proper[n] or (
            skip == 0
            and step > 0
            and m.etype != "person"
            and rows[n][4] == "CD"
            and rows[n][1].isdigit()
        ):
            return n
        if rows[n][1].lower() not in links:
            return None
    return None
