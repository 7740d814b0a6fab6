"""Measure Sourceline beside other generators, or as a site grows.

    python -m bench.generators --events 10000 --peers hugo,eleventy,zola,pelican,mkdocs
    python -m bench.generators --sizes 1000 10000 100000 --only sourceline

Tables go to standard output, what is being done to standard error. The last line of output is our wall time
beside Hugo's as JSON. The exit code is 1 when a build failed, an edit is not in the output, or a built site
does not say what the corpus does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.generators import parts
from bench.generators.corpus import Corpus, Event, make_corpus
from bench.generators.generator import Generator, InstallError
from bench.generators.measure import Cost, RunError, run_measured
from bench.generators.peers.eleventy import Eleventy
from bench.generators.peers.hugo import Hugo
from bench.generators.peers.mkdocs import MkDocs
from bench.generators.peers.ours import Sourceline, SourcelinePlain
from bench.generators.peers.pelican import Pelican
from bench.generators.peers.zola import Zola
from bench.generators.table import (
    MODES,
    Mode,
    Volume,
    format_costs,
    format_growth,
    format_parts,
    format_volumes,
    measure_folder,
    summarize_ratios,
)
from bench.generators.texts import compare_site, says_sentence

BASE = Hugo.name
PEERS: Mapping[str, type[Generator]] = {
    kind.name: kind for kind in (Hugo, Eleventy, Zola, Pelican, MkDocs)
}
OURS: Mapping[str, type[Generator]] = {kind.name: kind for kind in (Sourceline, SourcelinePlain)}
MOST_TOLD = 5


@dataclass
class Bench:
    """One measurement: where it works, and what went wrong in it."""

    work: Path
    runs: int
    faults: list[str] = field(default_factory=list)

    def find_folder(self, generator: Generator) -> Path:
        """The site of a generator."""
        return self.work / generator.name

    def run(self, generator: Generator, *, again: bool) -> Cost | None:
        """Build its site; None when that fails."""
        command = generator.rebuild_command() if again else generator.build_command()
        log = self.work / f"{generator.name}.log"
        try:
            return run_measured(command, self.find_folder(generator), log, generator.environment)
        except RunError as error:
            self.faults.append(f"{generator.name}: {error}")
            return None

    def measure_all(
        self, generators: Sequence[Generator], corpus: Corpus
    ) -> tuple[dict[str, dict[Mode, list[Cost]]], Corpus]:
        """What each build cost, and the corpus with the sentences added. One whose build failed is left
        out from there on."""
        costs: dict[str, dict[Mode, list[Cost]]] = {
            generator.name: {mode: [] for mode in MODES} for generator in generators
        }
        standing = list(generators)
        place = len(corpus.events) // 2
        for mode in MODES:
            if mode == "unchanged":
                standing = [generator for generator in standing if self._settle(generator)]
            for number in range(1, self.runs + 1):
                sentence = f"Edition {number} adds that the tide turned {number} times."
                for generator in list(standing):
                    event = corpus.events[place]
                    cost = self._run_mode(generator, mode, event, sentence)
                    if cost is None:
                        standing.remove(generator)
                        continue
                    costs[generator.name][mode].append(cost)
                    say(
                        f"{mode} {number}: {generator.name} {cost.wall:.2f} s, CPU {cost.cpu:.2f} s"
                    )
                if mode == "edit":
                    corpus = add_sentence(corpus, place, sentence)
        return costs, corpus

    def _settle(self, generator: Generator) -> bool:
        """Two builds as they are made from here on: a whole one, and one that is not counted."""
        generator.wipe(self.find_folder(generator))
        say(f"two builds that are not counted: {generator.name}")
        return all(self.run(generator, again=True) is not None for _ in range(2))

    def _run_mode(
        self, generator: Generator, mode: Mode, event: Event, sentence: str
    ) -> Cost | None:
        folder = self.find_folder(generator)
        if mode == "cold":
            generator.wipe(folder)
        elif mode == "edit":
            generator.add_sentence(folder, event, sentence)
        cost = self.run(generator, again=mode != "cold")
        output = folder / "public"
        if cost and mode == "edit" and not says_sentence(generator, event, output, sentence):
            self.faults.append(f"{generator.name}: “{sentence}” is not on its page")
        return cost

    def compare(self, generator: Generator, corpus: Corpus) -> None:
        """Note where a built site does not say what the corpus does."""
        found = compare_site(generator, corpus, self.find_folder(generator) / "public")
        self.faults += [f"{generator.name}: {line}" for line in found[:MOST_TOLD]]
        if len(found) > MOST_TOLD:
            self.faults.append(f"{generator.name}: and {len(found) - MOST_TOLD:,} more")

    def take_apart(self, generator: Generator) -> str:
        """The table of the parts of our site, from one cold build more."""
        folder, report = self.find_folder(generator), self.work / "parts.json"
        generator.wipe(folder)
        say(f"parts of {generator.name}")
        command = [sys.executable, "-m", "bench.generators.parts", str(report)]
        try:
            run_measured(command, folder, self.work / "parts.log", generator.environment)
        except RunError as error:
            self.faults.append(str(error))
            return ""
        return format_parts(count_kinds(folder / "public"), json.loads(report.read_text("utf-8")))


def add_sentence(corpus: Corpus, place: int, sentence: str) -> Corpus:
    """The corpus with one thing more said of one event."""
    events = list(corpus.events)
    events[place] = replace(events[place], text=f"{events[place].text} {sentence}")
    return replace(corpus, events=tuple(events))


def count_kinds(output: Path) -> dict[str, Volume]:
    """Files and bytes by part of our site."""
    found: dict[str, Volume] = {}
    for path in output.rglob("*"):
        if path.is_file():
            kind = parts.name_kind(path.relative_to(output).as_posix())
            before = found.get(kind, Volume(0, 0))
            found[kind] = Volume(before.files + 1, before.bytes + path.stat().st_size)
    return found


def install_all(kinds: list[type[Generator]], place: Path) -> list[Generator]:
    """Those that can be had; the others are named with the reason."""
    ready = []
    for kind in kinds:
        generator = kind()
        say(f"making {kind.name} ready")
        try:
            version = generator.install(place / kind.name)
        except InstallError as error:
            show(f"left out: {kind.name}, which cannot be installed here: {error}")
            continue
        show(f"{kind.name} {version}")
        ready.append(generator)
    return ready


def compare_peers(asked: argparse.Namespace, generators: list[Generator], work: Path) -> list[str]:
    """Measure all, print the tables; what went wrong."""
    bench = Bench(work, asked.runs)
    corpus = make_corpus(asked.events, asked.seed)
    for generator in generators:
        say(f"writing the content for {generator.name}")
        generator.write_site(corpus, bench.find_folder(generator))
    costs, corpus = bench.measure_all(generators, corpus)
    built = [generator for generator in generators if costs[generator.name]["edit"]]
    for generator in built:
        say(f"comparing the texts of {generator.name}")
        bench.compare(generator, corpus)
    for mode in MODES:
        show("\n" + format_costs(costs, mode, BASE))
    volumes = {g.name: measure_folder(bench.find_folder(g) / "public") for g in built}
    show("\n" + format_volumes(volumes))
    ours = next((generator for generator in built if generator.name == Sourceline.name), None)
    if ours and asked.parts:
        show("\n" + bench.take_apart(ours))
    for fault in bench.faults:
        show(f"\nwrong: {fault}")
    if not bench.faults:
        show("\nEvery site says what the corpus does, and every edit is in the output.")
    show("\n" + json.dumps(summarize_ratios(costs, Sourceline.name, BASE)))
    return bench.faults


def show_growth(asked: argparse.Namespace, generators: list[Generator], work: Path) -> list[str]:
    """Cold builds of each size, the middle run of each; what went wrong."""
    rows, faults = [], []
    for events in asked.sizes:
        corpus = make_corpus(events, asked.seed)
        for generator in generators:
            bench = Bench(work / str(events), asked.runs)
            folder = bench.find_folder(generator)
            say(f"{generator.name}: {events:,} events")
            generator.write_site(corpus, folder)
            costs = []
            for _ in range(asked.runs):
                generator.wipe(folder)
                cost = bench.run(generator, again=False)
                costs += [cost] if cost else []
            if costs:
                bench.compare(generator, corpus)
                middle = sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]
                rows.append((generator.name, events, middle, measure_folder(folder / "public")))
            faults += bench.faults
            shutil.rmtree(folder)
    show("\n" + format_growth(rows))
    for fault in faults:
        show(f"\nwrong: {fault}")
    return faults


def describe_machine(work: Path) -> str:
    """What the figures were measured on."""
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python"
        f" {platform.python_version()}; load {os.getloadavg()[0]:.1f}; in {work}"
    )


def find_work() -> Path:
    """A RAM disk where there is one: else the disk is measured, not the generators."""
    memory = Path("/dev/shm")  # noqa: S108 - the system's RAM disk
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else Path(tempfile.gettempdir())


def read_options() -> argparse.Namespace:
    """The options, with names of generators that there are."""
    told = (__doc__ or "").split("\n")[0]
    options = argparse.ArgumentParser(prog="python -m bench.generators", description=told)
    options.add_argument("--events", type=int, default=1000)
    options.add_argument("--sizes", type=int, nargs="+", help="show growth through these sizes")
    options.add_argument("--peers", default=",".join(PEERS), help="which to measure beside us")
    options.add_argument("--only", default="", help="measure these and no other")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--work", type=Path, default=find_work(), help="where sites are built")
    options.add_argument(
        "--place",
        type=Path,
        default=Path.home() / ".cache" / "sourceline-bench",
        help="where peers are installed",
    )
    options.add_argument("--no-parts", dest="parts", action="store_false", help="not the parts")
    options.add_argument("--keep", action="store_true", help="leave the sites where they are")
    asked = options.parse_args()
    asked.kinds = []
    names = asked.only or ",".join([*dict.fromkeys([BASE, *asked.peers.split(",")]), *OURS])
    for name in filter(None, names.split(",")):
        if name not in PEERS and name not in OURS:
            options.error(f"there is no {name}; there are {', '.join([*PEERS, *OURS])}")
        asked.kinds.append({**PEERS, **OURS}[name])
    return asked


def say(text: str) -> None:
    """What is being done."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201 - a program's own output


def show(text: str) -> None:
    """What was found."""
    print(text, flush=True)  # noqa: T201 - the same


def main() -> None:
    """Measure as asked."""
    asked = read_options()
    asked.work.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="sourceline-bench-", dir=asked.work))
    try:
        show(describe_machine(asked.work))
        generators = install_all(asked.kinds, asked.place)
        measure = show_growth if asked.sizes else compare_peers
        faults = measure(asked, generators, work)
    finally:
        if asked.keep:
            say(f"the sites are in {work}")
        else:
            shutil.rmtree(work)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
