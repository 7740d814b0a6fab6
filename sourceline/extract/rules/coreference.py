"""Whom "he", "its" and "the company" stand for: mentions without a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from sourceline.extract.rules.descriptors import Descriptor, find_descriptors
from sourceline.extract.rules.document import Document
from sourceline.extract.rules.gazetteers import load_gazetteer, read_table
from sourceline.extract.rules.genders import find_genders
from sourceline.extract.rules.memo import keep_last
from sourceline.extract.rules.places import find_over, list_within
from sourceline.extract.rules.quotes import is_between, is_quoted
from sourceline.extract.rules.trees import read_trees
from sourceline.model import Mention, ProfileClaim

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself"})


_POINTERS = _MALE | _FEMALE | _THING | {"the"}

_EARLY = 4
"""Tokens from the beginning of a sentence in which "it" may go back to the sentence before."""
_LONGEST = 4
"""Words of "the former finance minister" behind the article."""


@dataclass(slots=True)
class _Scene:
    """Who has been spoken of, the last one last; and whom the sentence before was about."""

    genders: dict[str, str]
    people: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    subject: str | None = None
    doer: str | None = None
    """The first person of the sentence before that stands behind no preposition."""
    before: list[str] = field(default_factory=list)
    """The people of the sentence before."""
    doer_here: str | None = None
    here: list[str] = field(default_factory=list)
    """The people of this sentence so far."""
    sure: bool = False
    """Whether a tree says that the doer of this sentence is its subject."""
    sure_before: bool = False
    called: dict[str, list[str]] = field(default_factory=dict)
    """Noun → the profiles that were called so, the last one last."""


def find_anaphors(document: Document) -> tuple[Mention, ...]:
    """Pronouns and definite nouns with the profile they stand for; unclear ones are left out."""
    return tuple(_walk_text(document))


def _walk_text(document: Document) -> Iterator[Mention]:
    scene = _Scene(find_genders(document))
    descriptors: dict[int, list[Descriptor]] = defaultdict(list)
    for descriptor in find_descriptors(document):
        descriptors[descriptor.start].append(descriptor)
    for number in range(len(document.tokens)):
        yield from _walk_sentence(document, scene, descriptors, number)


def _walk_sentence(
    document: Document, scene: _Scene, descriptors: dict[int, list[Descriptor]], number: int
) -> Iterator[Mention]:
    sentence = document.source.sentences[number]
    names = {m.start: m for m in list_within(document.mentions, sentence.start, sentence.end)}
    opener: str | None = None
    scene.here, scene.doer_here, scene.sure = [], None, False
    until = -1
    for n, token in enumerate(document.tokens[number]):
        mention = names.get(token.start)
        if mention and mention.profile and not is_quoted(document, token.start):
            _meet(document, scene, mention.profile, number, n)
            for descriptor in descriptors.get(token.start, ()):
                _remember(scene.called.setdefault(descriptor.noun, []), descriptor.profile)
            opener = opener or _open(document, mention.profile, number, n)
        if (mention and mention.profile) or n < until or token.text.lower() not in _POINTERS:
            continue
        if is_between(document.source, token.start):
            continue
        found = _resolve(document, scene, opener, number, n)
        if found:
            opener = opener or found.profile
            until = n + sum(t.start < found.end for t in document.tokens[number][n:])
            if found.label == "PER" and found.profile:
                scene.here.append(found.profile)
                scene.doer_here = scene.doer_here or found.profile
            yield found
    scene.subject = opener or scene.subject
    scene.doer, scene.before, scene.sure_before = scene.doer_here, scene.here, scene.sure


def _meet(document: Document, scene: _Scene, profile: str, number: int, n: int) -> None:
    """A name is spoken of."""
    kind = index_profiles(document)[profile].kind
    if kind == "person":
        _remember(scene.people, profile)
        scene.here.append(profile)
        inside = n > 0 and document.tags[number][n - 1] in ("IN", "TO", "CC")
        if not scene.sure and _is_subject(document, number, n):
            scene.doer_here, scene.sure = profile, True
        scene.doer_here = scene.doer_here or (None if inside else profile)
    elif kind == "organization":
        _remember(scene.organizations, profile)


def _is_subject(document: Document, number: int, n: int) -> bool:
    """Whether the tree, if there is one, calls the word the subject of a verb that leads a sentence."""
    tree = read_trees(document)[number]
    if not tree.parses or tree.parses[n].relation != "nsubj":
        return False
    verb = tree.parses[n].head
    return verb >= 0 and tree.parses[verb].head < 0


def _open(document: Document, profile: str, number: int, n: int) -> str | None:
    """The profile, if a sentence may be about it: not the place where it happens."""
    place = index_profiles(document)[profile].kind == "place"
    inside = n > 0 and document.tags[number][n - 1] in ("IN", "TO")
    dateline = n == 0 and document.tags[number][1:2] == (",",)
    return None if place and (inside or dateline) else profile


def _remember(names: list[str], profile: str) -> None:
    if profile in names:
        names.remove(profile)
    names.append(profile)


def _resolve(
    document: Document, scene: _Scene, opener: str | None, number: int, n: int
) -> Mention | None:
    tokens = document.tokens[number]
    word = tokens[n].text.lower()
    if word in _MALE or word in _FEMALE:
        profile = _choose_person(scene, "female" if word in _FEMALE else "male")
        return _make(document, tokens[n].start, tokens[n].end, "PER", profile)
    if word in _THING:
        # Deep in a sentence that names nobody, "it" is most likely something without a name.
        spoken_of = opener or (scene.subject if n < _EARLY else None)
        profile = spoken_of if spoken_of in scene.organizations else None
        return _make(document, tokens[n].start, tokens[n].end, "ORG", profile)
    if word == "the" and n + 1 < len(tokens):
        return _resolve_noun(document, scene, opener, number, n)
    return None


def _resolve_noun(
    document: Document, scene: _Scene, opener: str | None, number: int, n: int
) -> Mention | None:
    """ "the company", "the former finance minister", "the 54-year-old"."""
    tokens, tags = document.tokens[number], document.tags[number]
    if tokens[n + 1].text.isdigit() and tokens[n + 2 : n + 4]:
        return _resolve_age(document, scene, number, n)
    head = _find_head(document, number, n + 1)
    if head is None:
        return None
    noun = tokens[head].text.lower()
    called = scene.called.get(noun, ())
    if called and _is_apposition(document, number, n, called[-1]):
        return None
    if called:
        label = index_profiles(document)[called[-1]].kind
        person = label == "person"
        return _make(
            document, tokens[n].start, tokens[head].end, "PER" if person else "ORG", called[-1]
        )
    adjectives = all(tags[k] in ("JJ", "VBN", "NN") for k in range(n + 1, head))
    profile = _choose_organization(document, scene, noun, opener) if adjectives else None
    return _make(document, tokens[n].start, tokens[head].end, "ORG", profile)


def _is_apposition(document: Document, number: int, n: int, profile: str) -> bool:
    """ "Anna Visser, the minister": the name is there."""
    tokens = document.tokens[number]
    if n < 2 or tokens[n - 1].text != ",":
        return False
    before = tokens[n - 2]
    mention = find_over(document.mentions, before.start)
    return mention is not None and mention.profile == profile


def _resolve_age(document: Document, scene: _Scene, number: int, n: int) -> Mention | None:
    tokens = document.tokens[number]
    ends = [
        k for k in range(n + 2, min(n + 5, len(tokens))) if tokens[k].text.lower().endswith("old")
    ]
    if not ends or _goes_on(document, number, ends[0]):
        return None
    near = set(scene.here) or set(scene.before) or set(scene.people)
    profile = near.pop() if len(near) == 1 else None
    return _make(document, tokens[n].start, tokens[ends[0]].end, "PER", profile)


def _find_head(document: Document, number: int, first: int) -> int | None:
    """The last word of the noun phrase; None where it goes on with "of …" or a name."""
    tags = document.tags[number]
    for n in range(first, min(first + _LONGEST, len(tags))):
        if tags[n] == "NN" and not (n + 1 < len(tags) and tags[n + 1] in ("NN", "HYPH")):
            return None if _goes_on(document, number, n) else n
        if tags[n] not in ("JJ", "NN", "VBN"):
            return None
    return None


def _goes_on(document: Document, number: int, head: int) -> bool:
    """Whether more words say which one is meant: a noun, "of …", a name between commas, "that …"."""
    tokens, tags = document.tokens[number], document.tags[number]
    after = tags[head + 1] if head + 1 < len(tags) else ""
    word = tokens[head + 1].text if head + 1 < len(tokens) else ""
    if after.startswith("NN") or word in ("of", "for", "that", "which", "who"):
        return True
    if word != "," or head + 2 >= len(tokens):
        return False
    name = document.tokens[number][head + 2]
    return bool(list_within(document.mentions, name.start, name.end))


def _choose_person(scene: _Scene, gender: str) -> str | None:
    """The one the sentence before was about, or else the last one, whose gender does not forbid it."""
    fitting = [p for p in scene.people if scene.genders.get(p, gender) == gender]
    rivals = [p for p in dict.fromkeys(scene.here or scene.before) if p in fitting]
    if len(rivals) == 1 and rivals[0] == scene.doer_here:
        return rivals[0]
    if len(rivals) > 1:
        # Two men in one sentence: "he" is the one who comes first and does it, or nobody knows.
        doer, sure = (
            (scene.doer_here, scene.sure) if scene.here else (scene.doer, scene.sure_before)
        )
        return doer if doer == rivals[0] or (sure and doer in rivals) else None
    if scene.subject in fitting and (len(fitting) < 2 or scene.people[-1] not in fitting):
        return scene.subject
    if scene.subject in fitting and scene.genders.get(scene.subject or "") == gender:
        return scene.subject
    return fitting[-1] if fitting else None


def _choose_organization(
    document: Document, scene: _Scene, noun: str, opener: str | None
) -> str | None:
    if noun in load_gazetteer().nouns:
        firms = [p for p in scene.organizations if not _is_body(p)]
        focus = find_focus(document)
        if scene.subject in firms:
            return scene.subject
        return focus if focus in firms or not firms else firms[-1]
    if noun in _kinds():
        fitting = [p for p in scene.organizations if noun in p.split("-")]
        return fitting[-1] if fitting else None
    # "Port Ellery Symphony has a new director, the orchestra said"
    return (
        opener
        if noun in read_table("sayings")["ensembles"] and opener in scene.organizations
        else None
    )


def _is_body(profile: str) -> bool:
    """Whether the name says that it is no firm: a ministry, a parliament."""
    return any(word in _kinds() or word in _BODIES for word in profile.split("-"))


_BODIES = frozenset(
    {
        "parliament",
        "senate",
        "congress",
        "police",
        "army",
        "government",
        "office",
        "nations",
        "assembly",
    }
)


@cache
def _kinds() -> frozenset[str]:
    return frozenset(read_table("organizations")["kinds"])


def _make(
    document: Document, start: int, end: int, label: str, profile: str | None
) -> Mention | None:
    if profile is None:
        return None
    text = document.source.text[start:end]
    return Mention(start, end, text, "PER" if label == "PER" else "ORG", profile)


@keep_last("profiles")
def find_focus(document: Document) -> str | None:
    """The organization that the text is about: named at least twice as often as the next one."""
    counts = Counter({p.id: p.mentions for p in document.profiles if p.kind == "organization"})
    ranks = counts.most_common(2)
    if not ranks:
        return None
    clear = len(ranks) == 1 or ranks[0][1] >= 2 * ranks[1][1]
    return ranks[0][0] if clear else None


@keep_last("profiles")
def index_profiles(document: Document) -> dict[str, ProfileClaim]:
    """The profiles by id."""
    return {profile.id: profile for profile in document.profiles}
