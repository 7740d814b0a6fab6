"""Trains everything that ships, from the corpora to the model folder: some four hours on one core.

python -m training.tagger --corpora ../shared/corpora --work /tmp/tagger
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

MODEL = Path("sourceline/extract/tagger/model")


def plan_steps(corpora: Path, work: Path) -> list[list[str]]:
    """The commands, in order. The teachers do not see wikigold: the first of them stands for the
    figure on it. Each is stopped before its last epochs, as the shipped ones were."""
    a, b, student = (str(work / name) for name in ("a.pt", "b.pt", "student.pt"))
    targets = [str(work / "a.npy"), str(work / "b.npy")]
    source = ["--corpora", str(corpora)]
    hidden = ["--leave-out", "wikigold all"]
    faster = ["--rate", "5e-4", "--decay", "0.9", "--syntax", "0.3", "--seed", "2"]
    return [
        ["train", *source, "--out", a, "--stop", "5", *hidden],
        ["train", *source, "--out", b, "--stop", "4", *hidden, *faster],
        ["distill", "ask", *source, "--teacher", a, "--targets", targets[0]],
        ["distill", "ask", *source, "--teacher", b, "--targets", targets[1]],
        ["distill", "learn", *source, "--targets", *targets, "--start", a, "--out", student],
        ["export", student, str(MODEL)],
        ["fast", *source, "--model", str(MODEL)],
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for what is in between")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    (MODEL / "lexicon.txt").unlink(missing_ok=True)
    for module, *rest in plan_steps(args.corpora, args.work):
        subprocess.run([sys.executable, "-m", f"training.tagger.{module}", *rest], check=True)  # noqa: S603 - our own modules


if __name__ == "__main__":
    main()
