"""The engine that runs the rules. They are loaded when the first source is read: a build in which no
source has changed asks for the fingerprint only, and spares 0.25 s."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sourceline.extract.engine import sign_engine
from sourceline.model import Extraction, Source

if TYPE_CHECKING:
    from sourceline.extract.tagger import Reader


class RulesEngine:
    """Reads English news by rules over the names and parts of speech of the good tagger; `extract` is
    pure and holds no state. The tagger needs the extra `names`; a fingerprint needs nothing."""

    name = "rules"
    tagger = "whole"

    @property
    def fingerprint(self) -> str:
        """Changes with every byte of a rule, a table or a neighbouring module they rest on."""
        return find_fingerprint()

    def extract(self, source: Source) -> Extraction:
        """All claims of `source`."""
        from sourceline.extract.rules.order import make_extraction, read_document  # noqa: PLC0415 - lazy

        document = read_document(source, self.load_reader())
        return make_extraction(document, sign_engine(self))

    def load_reader(self) -> Reader:
        """Who reads the names."""
        from sourceline.extract.tagger import load_tagger  # noqa: PLC0415 - lazy

        return load_tagger(self.tagger)


class FastEngine(RulesEngine):
    """The same rules over the names of the fast tagger, without further packages."""

    name = "fast"
    tagger = "fast"


@cache
def find_fingerprint() -> str:
    """Eight hex digits over the bytes of everything that decides what is read. For the tagger's
    models stand their recorded hashes: they need not be read, nor be there."""
    folder = Path(__file__).parent
    package = folder.parent.parent
    files = sorted(
        path
        for root in (folder, folder.parent / "tagger", package / "read", package / "edtf")
        for path in root.rglob("*")
        if path.suffix in (".py", ".toml", ".tsv") or path.name == "SHA256SUMS"
    )
    digest = hashlib.sha256()
    for path in [*files, package / "model.py", package / "extract" / "ground.py"]:
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]
