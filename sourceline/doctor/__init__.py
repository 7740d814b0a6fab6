"""What is installed, what is missing and how to get it, and whether a site is well. Nothing is changed.

    examine(root, output) -> tuple[Finding, ...]        group by group, in the order they are told

Each finding is ok, a note (something that is not needed may be missing), or a problem, with its remedy. It
imports only what Python brings along before it has looked at the rest, so that it can tell what is missing.
"""

from sourceline.doctor.examination import examine
from sourceline.doctor.finding import Finding

__all__ = ["Finding", "examine"]
