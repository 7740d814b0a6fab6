# ruff: noqa: INP001, T201 - a folder of scripts, no package; a bench prints
"""How well events, roles, figures and quotations are read, on the project's own gold set.

python bench/facts.py dev [--engine fast] [--show events]
python bench/facts.py heldout            # totals only: those who write rules must not see more
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from gold_score import read_articles, score_articles

from sourceline.extract.engine import load_engine


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("half", choices=("dev", "heldout"))
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--show", help="print what was missed and what was false (dev only)")
    args = parser.parse_args()
    articles = read_articles(args.half)
    sentences = sum(len(article.source.sentences) for article in articles)
    print(f"{len(articles)} articles, {sentences} sentences")
    for kind, score in score_articles(articles, load_engine(args.engine)).items():
        print(
            f"{kind:11} precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f}"
            f"  ({score.right} right of {score.found} found, {score.gold} gold)"
        )
        if args.show == kind and args.half == "dev":
            print("".join(f"  missed {line}\n" for line in score.missed), end="")
            print("".join(f"  false  {line}\n" for line in score.false), end="")


if __name__ == "__main__":
    main()
