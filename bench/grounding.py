# ruff: noqa: INP001, T201 - a folder of scripts, no package; a bench prints
"""How much grounding lets pass of what is true: the project's own gold facts, suggested as a model would.

python bench/grounding.py [--show]

The half that rules are written on only. A title is made of the gold's doer and the words of its quote; dates are
left to our reader. What a perfect model would say thus passes, is proposed, or is lost; the rest of the way is the
same as with a real one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from gold_score import Article, Row, read_articles, score_articles
from model_server import find_text

from sourceline.extract.ground import find_words
from sourceline.extract.grounding.events import list_kinds
from sourceline.extract.llm import LlmEngine
from sourceline.extract.llm.requests import Reply, Request
from sourceline.extract.llm.service import Service
from sourceline.model import Source


def suggest_all(article: Article) -> dict[str, list[Row]]:
    """The gold facts of an article in the shape of an answer; each quotes its whole sentence."""
    answer = list_suggestions(article.rows)
    for items in answer.values():
        for item in items:
            item["quote"] = find_sentence(article.source, item["quote"])
    return answer


def find_sentence(source: Source, quote: str) -> str:
    """The sentence that a quote stands in; of several the first in the text itself."""
    spans = find_words(source.text, quote)
    start = spans[-1][0] if spans else -1
    found = [s for s in source.sentences if s.start <= start < s.end]
    return source.text[found[0].start : found[0].end] if found else quote


def list_suggestions(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    return {
        "events": [event for row in rows["events"] if (event := suggest_event(row))],
        "roles": [
            {
                "quote": row["quote"],
                "person": pick(row["person"]),
                "role": pick(row["role"]),
                "organization": pick(row.get("organization")) or None,
            }
            for row in rows["roles"]
        ],
        "figures": [
            {"quote": row["quote"], "phrase": row["phrase"], "measure": None, "of": None}
            for row in rows["figures"]
        ],
        "quotations": [
            {"quote": row["quote"], "text": row["text"], "speaker": pick(row["speaker"])}
            for row in rows["quotations"]
            if row.get("speaker")
        ],
        "relations": [],
    }


def suggest_event(row: Row) -> Row | None:
    """An event of a kind that we know; None for one of another."""
    kinds = row["kind"] if isinstance(row["kind"], list) else [row["kind"]]
    kind = next((kind for kind in kinds if kind in list_kinds()), None)
    if kind is None:
        return None
    parts = [
        {"name": pick(name), "role": role}
        for role in ("agent", "object", "organization", "recipient", "location")
        for name in row.get(role) or []
    ]
    doer = pick((row.get("agent") or [""])[0])
    words = row["quote"].split()
    title = " ".join(words if doer and doer in row["quote"] else [doer, *words]).strip()
    return {
        "quote": row["quote"],
        "kind": kind,
        "title": " ".join(title.split()[:18]),
        "status": row.get("status", "asserted"),
        "date": None,
        "date_words": None,
        "participants": parts,
    }


def pick(name: Any) -> str:
    """The first of the names that the gold takes: "Tamsin Flow | deal"."""
    value = name[0] if isinstance(name, list) and name else name
    return str(value or "").split("|")[0].strip()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="print what was missed and false")
    args = parser.parse_args()
    articles = read_articles("dev")
    answers = {article.source.text: suggest_all(article) for article in articles}

    def recall(request: Request) -> Reply | None:
        end = find_text(request.body)[-60:]
        found = [answer for text, answer in answers.items() if end in text]
        return Reply(json.dumps(found[0])) if len(found) == 1 else None

    engine = LlmEngine(service=Service(model="gold"), recall=recall)
    for kind, score in score_articles(articles, engine).items():
        print(
            f"{kind:11} precision {score.precision:.3f} recall {score.recall:.3f}"
            f"  ({score.right} right of {score.found} facts, {score.gold} gold)"
        )
        if args.show:
            print("".join(f"  missed {line}\n" for line in score.missed), end="")
            print("".join(f"  false  {line}\n" for line in score.false), end="")
    left_out: Counter[str] = Counter()
    for article in articles:
        left_out.update(dict(engine.read(article.source)[1]))
    suggested = Counter({k: sum(len(a[k]) for a in answers.values()) for k in ("events", "roles")})
    print(f"suggested: {dict(suggested)}; left out:")
    for reason, number in sorted(left_out.items()):
        print(f"  {number:>4} {reason}")


if __name__ == "__main__":
    main()
