"""Write the files of requirements/: every package pinned, every artefact hashed.

The source of truth is pyproject.toml. Run it through `make lock`, with the Python that the locks
are for. The files hold no index or download address, so that they install from any mirror; the
hashes, not the place, say what may be installed.
"""

import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Locked from pyproject.toml for Python {}.{} by `make lock`; do not edit.\n\n"


def main() -> None:
    """Lock the run-time requirements, the development ones on top of them, and those of a release beside them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    run = [*project["project"]["dependencies"], *extras["names"], *extras["images"], *extras["pdf"]]
    others = (extras[name] for name in sorted(extras) if name not in {"names", "images", "pdf"})
    dev = [*chain.from_iterable(others), *project["dependency-groups"]["dev"]]
    write_lock("run", run, [])
    write_lock("dev", [*run, *dev], ["--constraint", "requirements/run.txt"])
    release = project["dependency-groups"]["release"]
    write_lock("release", release, ["--constraint", "requirements/dev.txt"])


def write_lock(name: str, requirements: list[str], options: list[str]) -> None:
    """Resolve `requirements` and write requirements/`name`.txt."""
    target = ROOT / "requirements" / f"{name}.txt"
    command = [
        *(
            sys.executable,
            "-P",
            "-m",
            "piptools",
            "compile",
            "-",
        ),  # -P: our build.py must not hide the package `build`
        *("--quiet", "--no-header", "--generate-hashes", "--allow-unsafe", "--strip-extras"),
        *("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"),
        *("--output-file", str(target)),
        *options,
    ]
    # Starts from the present lock, so that only what must change does; `make lock` deletes it to
    # take everything new.
    subprocess.run(command, input="\n".join(requirements), text=True, check=True, cwd=ROOT)  # noqa: S603 - our own command
    text = target.read_text(encoding="utf-8").replace("-r -", "pyproject.toml")
    if "://" in text:
        sys.exit(f"{target} names an address; locks must not")
    target.write_text(HEADER.format(*sys.version_info) + text.lstrip(), encoding="utf-8")


if __name__ == "__main__":
    main()
