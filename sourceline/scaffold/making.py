"""The folder of a new site on disk; what is there already stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sourceline.errors import UsageError
from sourceline.publish.marker import is_litter
from sourceline.store.files import create_missing, explain_unwritable, list_files, write_bytes
from sourceline.store.json_schema import dump_schemas
from sourceline.store.sources import SOURCES

SCHEMAS = "schemas"
REQUIREMENTS = "requirements.txt"
WORKFLOW = ".github/workflows/pages.yml"
_EXAMPLE = ("content/sources/", "content/events/")
_HARMLESS = frozenset({".git"})
"""What a folder may hold and still count as empty: a repository that was just made."""
_UNPUBLISHED = """\
# This version is on no package index yet. Until it is, name the repository that you have it from, and a commit:
#   sourceline[names,images] @ git+https://ADDRESS-OF-THE-REPOSITORY@COMMIT
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What was done, by path in the site, sorted."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    """Files that were there already."""


def list_new_files(requirement: str) -> dict[str, bytes]:
    """Path → bytes of every file of a new site, sorted. `requirement` is the line that installs Sourceline."""
    folder = Path(__file__).resolve().parent / "site"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    files |= list_schemas()
    hint = "" if "@" in requirement else _UNPUBLISHED
    files[REQUIREMENTS] += f"{hint}{requirement}\n".encode()
    return dict(sorted(files.items()))


def list_schemas() -> dict[str, bytes]:
    """Path → bytes of the schemas of this version."""
    return {f"{SCHEMAS}/{name}": data for name, data in dump_schemas().items()}


def make_site(root: Path, requirement: str, *, add: bool = False) -> Made:
    """Write the files of a new site into a folder that is empty or not there yet; with `add`, those that are
    missing into any folder, without the example where there are sources.

    No file that is there is ever written to, and none is left when one cannot be written. UsageError when the folder
    cannot take a site.
    """
    _check_folder(root, add=add)
    files = list_new_files(requirement)
    if list_files(root, SOURCES)[0]:
        files = {path: data for path, data in files.items() if not path.startswith(_EXAMPLE)}
    written = create_missing(root, files.items())
    return Made(written, tuple(path for path in files if path not in written))


def write_schemas(root: Path) -> tuple[str, ...]:
    """Put the schemas of this version into a site; the paths of those that were others, or missing."""
    with explain_unwritable(SCHEMAS, "The schemas"):
        return tuple(path for path, data in list_schemas().items() if write_bytes(root, path, data))


def _check_folder(root: Path, *, add: bool) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in root.iterdir()} - _HARMLESS
    except (FileExistsError, NotADirectoryError):
        raise UsageError(
            f"{str(root)!r} cannot be a folder, since there is a file of that name, or above it.\n"
            "    Choose another name."
        ) from None
    except OSError as error:
        raise UsageError(
            f"The folder {str(root)!r} cannot be made or read ({error.strerror}).\n"
            "    Choose one in which you may write."
        ) from None
    held = sorted(name for name in names if not is_litter(name))
    if held and not add:
        more = f" and {len(held) - 5} more" if len(held) > 5 else ""
        raise UsageError(
            f"The folder {str(root)!r} is not empty; it holds {', '.join(held[:5])}{more}.\n"
            "    Choose a new folder, or have only the missing files added, with --add."
        )
