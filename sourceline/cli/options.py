"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

directory_option = click.option(
    "-C",
    "--directory",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The site's folder, with content/ in it. [default: the current folder]",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the finished site goes. [default: public/ in the site's folder]",
)


def engine_option(command: Callable[..., None]) -> Callable[..., None]:
    """`--engine` and `--model`, which the command is given as one name: `engine`."""

    @wraps(command)
    def call(*, engine: str | None, model: str | None, **others: object) -> None:
        if model is not None:
            from sourceline.extract.engine import name_engine  # noqa: PLC0415 - lazy

            engine = name_engine(engine or "", model)
        command(engine=engine, **others)

    called = click.option(
        "--model",
        metavar="NAME",
        help="Which of the engine's models reads, where it has several, such as en_core_web_md of spacy. [default: as in site.yaml, or the engine's own choice]",
    )(call)
    return click.option(
        "--engine",
        metavar="NAME",
        help="Who reads the sources: rules, the smaller and quicker fast, spacy, llm, or an engine of an installed package. [default: as in site.yaml, or rules]",
    )(called)


jobs_option = click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many processes read sources and make pages at once, at most. [default: one for each core, where there is enough to do]",
)
strict_option = click.option(
    "--strict", is_flag=True, help="Warnings fail too; for continuous integration."
)
