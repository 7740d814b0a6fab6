"""Many extractions and what people say → one Chronicle.

Pure. What is woven rests on claims and records only, never on time expressions or mentions, which
an extraction loses on its way through the store.
"""

from typing import TYPE_CHECKING

from sourceline.imports import load_later

if TYPE_CHECKING:
    from sourceline.weave.weaving import weave

_HOMES = {"weave": "weaving"}

__getattr__ = load_later(__name__, _HOMES)

__all__ = ["weave"]
