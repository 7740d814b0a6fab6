"""What is said where a package that every command needs is missing; without any of them."""

from __future__ import annotations

import sys

from sourceline.doctor.program import find_missing
from sourceline.doctor.requirements import write_command


def tell_missing() -> bool:
    """Say on stderr which packages are missing, and how to get them; False when none is."""
    missing = find_missing()
    if not missing:
        return False
    names = ", ".join(each.name for each in missing)
    sys.stderr.write(
        f"error: Sourceline needs packages that are not installed here: {names}.\n"
        f"    Type: {write_command(missing)}\n"
    )
    return True
