"""The code of templates, kept between builds: to compile them takes longer than to render a small site."""

from __future__ import annotations

import hashlib
import marshal
from contextlib import suppress
from functools import cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import jinja2
import markupsafe
from jinja2.bccache import Bucket, BytecodeCache

_SEAL = hashlib.sha256().digest_size


class CompiledTemplates(BytecodeCache):
    """A file for each template in a folder that may be deleted at any time.

    Each begins with a digest of its code, of the template and of all that makes one from the other. What does
    not agree with it is not read: the file is old, or damaged, or another process is just writing it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket`, where the folder holds its code."""
        with suppress(OSError):
            data = (self._folder / bucket.key).read_bytes()
            if data[:_SEAL] == seal_code(bucket.checksum, data[_SEAL:]):
                bucket.code = marshal.loads(data[_SEAL:])  # noqa: S302 - sealed, so it is what was written

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of `bucket`. A folder that cannot be written keeps nothing."""
        code = marshal.dumps(bucket.code)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / bucket.key).write_bytes(seal_code(bucket.checksum, code) + code)


def seal_code(checksum: str, code: bytes) -> bytes:
    """A digest of what the code was made from and of the code itself."""
    return hashlib.sha256(fingerprint_compiler() + checksum.encode() + code).digest()


@cache
def fingerprint_compiler() -> bytes:
    """What the code of a template depends on beside the template."""
    digest = hashlib.sha256(MAGIC_NUMBER)
    for package in (jinja2.__file__, markupsafe.__file__):
        for path in sorted(Path(package).parent.glob("*.py")):
            digest.update(path.read_bytes())
    for name in ("compiler.py", "gaps.py", "renderer.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.digest()
