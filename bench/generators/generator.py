"""What the benchmark needs to know of a generator."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from bench.generators.corpus import Corpus, Event, Profile, Source

THEMES = Path(__file__).with_name("themes")
STYLE = "body { max-width: 40em; margin: auto; font: 1em/1.5 sans-serif }\n"


class InstallError(Exception):
    """A generator that cannot be had here, and why."""


class Generator(ABC):
    """One generator: its form of the content, its commands, and where its pages are."""

    name: ClassVar[str]
    plain: ClassVar[bool] = True
    """Whether its templates print what the others' do and nothing more."""
    front: ClassVar[bool] = True
    """Whether its front page lists just the newest 50."""
    caches: ClassVar[tuple[str, ...]] = ()
    """Files and folders beside the output that a cold build does not have."""
    environment: ClassVar[Mapping[str, str]] = {}

    @abstractmethod
    def install(self, place: Path) -> str:
        """Make the generator ready in the folder `place`; its version. InstallError says why not."""

    @abstractmethod
    def write_site(self, corpus: Corpus, folder: Path) -> None:
        """Content, configuration and templates."""

    @abstractmethod
    def name_event_file(self, event: Event) -> str:
        """Where the content of an event is, in the site's folder."""

    @abstractmethod
    def build_command(self) -> Sequence[str]:
        """Builds the site in the current folder."""

    def rebuild_command(self) -> Sequence[str]:
        """Builds it again; leaves what the next one needs."""
        return self.build_command()

    def append(self, text: str) -> str:
        """The text as it is added to the end of an event's file."""
        return f" {text}\n"

    def find_event_page(self, event: Event) -> str:
        """Where its page is, in the output."""
        return f"events/{event.id}/index.html"

    def find_profile_folder(self, profile: Profile) -> str:
        """Where its pages are, in the output."""
        return f"profiles/{profile.id}"

    def add_sentence(self, folder: Path, event: Event, sentence: str) -> None:
        """Say one thing more at the end of an event's text."""
        path = folder / self.name_event_file(event)
        path.write_text(path.read_text("utf-8").rstrip("\n") + self.append(sentence), "utf-8")

    def wipe(self, folder: Path) -> None:
        """Remove the output and the caches."""
        for name in ("public", *self.caches):
            path = folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def write_files(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Text files by their path in the folder."""
    made: set[Path] = set()
    for name, text in files:
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_text(text, "utf-8")


def copy_theme(name: str, folder: Path, style: str) -> None:
    """Templates and configuration of `themes/NAME`, and the style sheet at the path `style`."""
    shutil.copytree(THEMES / name, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    write_files(folder, [(style, STYLE)])


def quote(text: str) -> str:
    """A text as it is written in YAML, TOML and JSON alike."""
    return json.dumps(text, ensure_ascii=False)


def quote_all(texts: Iterable[str]) -> str:
    """A list of texts, in the same three."""
    return "[" + ", ".join(map(quote, texts)) + "]"


def name_kind(profile: Profile) -> str:
    """ "Person" or "Organization"."""
    return profile.kind.capitalize()


def list_sources(event: Event) -> list[str]:
    """The ids of the sources that it rests on."""
    return [cited.source.id for cited in event.quotes]


def write_front_matter(fields: Mapping[str, str], text: str, fence: str = "---") -> str:
    """A Markdown file that begins with YAML; values are written as they are."""
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"{fence}\n{lines}{fence}\n{text}\n"


def write_event(event: Event, **more: str) -> str:
    """An event as Markdown with YAML before it, as most generators read it."""
    fields = {
        "title": quote(event.title),
        "date": event.day.isoformat(),
        "profiles": quote_all(profile.id for profile in event.profiles),
        "sources": quote_all(list_sources(event)),
        **more,
    }
    return write_front_matter(fields, event.text)


def write_profile(profile: Profile, **more: str) -> str:
    """A profile in the same form."""
    fields = {"title": quote(profile.name), "sort": quote(name_kind(profile)), **more}
    return write_front_matter(fields, profile.text)


def write_source(source: Source) -> str:
    """A source as YAML."""
    text = "".join(f"  {sentence}\n" for sentence in source.sentences)
    return (
        f"title: {quote(source.title)}\npublisher: {quote(source.publisher)}\nurl: {source.url}\n"
        f"published: {source.published}\ntext: |\n{text}"
    )


def run_quietly(command: Sequence[str], folder: Path | None = None) -> str:
    """What a command prints. InstallError with its last line when it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - a command of ours
            command, cwd=folder, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise InstallError(f"{command[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        raise InstallError(f"{' '.join(command[:3])} …: {find_reason(done.stderr + done.stdout)}")
    return done.stdout.strip()


def find_reason(printed: str) -> str:
    """The line of what a failed command printed that tells most."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    for sign in ("not found", "rror"):
        telling = [line for line in lines if sign in line]
        if telling:
            return telling[-1]
    return lines[-1] if lines else "it said nothing"


def install_python(place: Path, *packages: str) -> Path:
    """The folder of programs of a virtual environment that has the packages."""
    if not (place / "ready").exists():
        run_quietly([sys.executable, "-m", "venv", "--clear", str(place)])
        pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        run_quietly([*pip, "--disable-pip-version-check", *packages])
        (place / "ready").touch()
    return place / "bin"


def install_node(place: Path, *packages: str) -> Path:
    """The folder `node_modules` that has the packages."""
    if not (place / "ready").exists():
        place.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        run_quietly(["npm", "install", *quiet, "--prefix", str(place), *packages], place)
        (place / "ready").touch()
    return place / "node_modules"
