"""Trains everything that ships, from the corpora to the model folder: some three hours on one core.

python -m training.tagger --corpora ../shared/corpora --work /tmp/tagger [--jobs 2]

A run that was stopped goes on with the first step that had not ended: `--work` keeps a mark for each that had.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MODEL = Path("sourceline/extract/tagger/model")


def plan_stages(corpora: Path, work: Path, model: Path) -> list[dict[str, list[str]]]:
    """The commands by name, those of a stage beside each other. The teachers do not see wikigold: the
    first of them stands for the figure on it. Each is stopped before its last epochs, as the shipped
    ones were."""
    names = ("a.pt", "b.pt", "student.pt", "senses.pt")
    a, b, student, senses = (str(work / name) for name in names)
    targets = [str(work / "a.npy"), str(work / "b.npy")]
    source = ["--corpora", str(corpora)]
    hidden = ["--leave-out", "wikigold all"]
    faster = ["--rate", "5e-4", "--decay", "0.9", "--syntax", "0.3", "--seed", "2"]
    return [
        {
            "a": ["train", *source, "--out", a, "--stop", "5", *hidden],
            "b": ["train", *source, "--out", b, "--stop", "4", *hidden, *faster],
        },
        {
            "ask-a": ["distill", "ask", *source, "--teacher", a, "--targets", targets[0]],
            "ask-b": ["distill", "ask", *source, "--teacher", b, "--targets", targets[1]],
        },
        {
            "student": [
                *("distill", "learn", *source, "--targets", *targets),
                *("--start", a, "--out", student),
            ]
        },
        {"senses": ["senses", "--start", student, "--out", senses]},
        {"export": ["export", student, senses, str(model)]},
        {"fast": ["fast", *source, "--model", str(model)]},
    ]


def run_step(name: str, command: list[str], work: Path) -> None:
    """Runs a step that has not ended before; what it prints goes to a file of its name."""
    mark = work / f"{name}.done"
    if mark.exists():
        return
    module, *rest = command
    print(f"{name}: {module} {' '.join(rest)}", flush=True)
    with (work / f"{name}.log").open("w", encoding="utf-8") as log:
        subprocess.run(  # noqa: S603 - our own modules
            [sys.executable, "-m", f"training.tagger.{module}", *rest],
            check=True,
            stdout=log,
        )
    mark.touch()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for what is in between")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder that the models go to")
    parser.add_argument("--jobs", type=int, default=1, help="steps at the same time, 1 or 2")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    args.model.mkdir(parents=True, exist_ok=True)
    if not (args.work / "fast.done").exists():
        # It is written anew, by the new network.
        (args.model / "lexicon.txt").unlink(missing_ok=True)
    for stage in plan_stages(args.corpora, args.work, args.model):
        with ThreadPoolExecutor(args.jobs) as pool:
            for _ in pool.map(run_step, stage, stage.values(), [args.work] * len(stage)):
                pass


if __name__ == "__main__":
    main()
