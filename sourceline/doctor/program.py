"""Python, Sourceline, and the packages it needs."""

from __future__ import annotations

import platform
from collections.abc import Iterator

from sourceline.doctor.finding import Finding
from sourceline.doctor.requirements import (
    Requirement,
    find_version,
    is_fitting,
    list_requirements,
    write_command,
)
from sourceline.scaffold.origin import find_origin

USES = {
    "names": "texts can be read with the smaller and weaker `fast` only",
    "images": "no social cards can be drawn",
    "ical": "no calendar can be exported",
    "pdf": "no PDFs can be read",
    "cluster": "texts can be read on this machine only",
    "spacy": "pipelines of spaCy's cannot read texts",
    "llm": "no language model can be asked",
}
"""Extra → what it is to be without it."""


def inspect_program() -> Iterator[Finding]:
    """Python, Sourceline, each package that is needed, and each extra."""
    words = f"{platform.python_implementation()} {platform.python_version()} on {platform.system()}"
    yield Finding("program", "python", "ok", f"{words}.")
    origin = find_origin()
    place = f", commit {origin.commit} of {origin.address}" if origin.commit else ""
    yield Finding("program", "sourceline", "ok", f"Sourceline {origin.version}{place}.")
    yield from inspect_packages(list_requirements())


def inspect_packages(requirements: tuple[Requirement, ...]) -> Iterator[Finding]:
    """Each package that is needed, then each extra, which is not."""
    for needed in requirements:
        if not needed.extra:
            fault = _find_fault(needed)
            yield Finding(
                "program",
                needed.name,
                "problem" if fault else "ok",
                f"{fault or _name(needed)}.",
                write_command([needed]) if fault else "",
            )
    for extra in dict.fromkeys(each.extra for each in requirements if each.extra):
        members = [each for each in requirements if each.extra == extra]
        faults = [fault for fault in map(_find_fault, members) if fault]
        words = "; ".join(faults) or ", ".join(map(_name, members))
        loss = f"; without it, {USES[extra]}" if faults and extra in USES else ""
        yield Finding(
            "program",
            extra,
            "note" if faults else "ok",
            f"Extra {extra}: {words}{loss}.",
            write_command(members) if faults else "",
        )


def find_missing() -> tuple[Requirement, ...]:
    """Packages that are needed and not there, or of a version that does not fit."""
    return tuple(each for each in list_requirements() if not each.extra and _find_fault(each))


def _name(requirement: Requirement) -> str:
    return f"{requirement.name} {find_version(requirement.name)}"


def _find_fault(requirement: Requirement) -> str:
    found = find_version(requirement.name)
    if found is None:
        return f"{requirement.name} is not installed"
    if not is_fitting(found, requirement.bounds):
        return f"{requirement.name} is of version {found}, and {requirement.bounds} is needed"
    return ""
