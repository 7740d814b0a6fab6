"""From which side a text is read."""

from __future__ import annotations

import re

from sourceline.language import text_direction

# Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms; and those of most
# scripts written from left to right.
_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdfb\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_LEFT = "[A-Za-z\u00c0-\u058f\u0900-\u1fff\u3040-\ud7a3]"


def find_side(text: str) -> str:
    """ "rtl" when more letters run from right to left than the other way, else "ltr".

    HTML's `dir="auto"` goes by the first letter alone, and turns an English sentence that begins
    with an Arabic name.
    """
    if text.isascii():
        return "ltr"
    right = len(re.findall(_RIGHT, text))
    return "rtl" if right and right > len(re.findall(_LEFT, text)) else "ltr"


def isolate(text: str, language: str) -> str:
    """`text` as it goes into a sentence of `language`: where it runs the other way too, between the
    marks that keep its direction to itself (Unicode's FSI and PDI), else as it is."""
    leftward = text_direction(language) == "rtl"
    if text.isascii() and not leftward:
        return text
    other = _LEFT if leftward else _RIGHT
    return f"\u2068{text}\u2069" if re.search(other, text) else text
