"""Write sourceline/render/fonts/: the faces that social cards are set in, cut down to what they need.

    python scripts/subset_fonts.py Literata-Regular.ttf Commissioner-Regular.ttf

The files are the whole fonts as their projects publish them (SIL Open Font License 1.1, without a
reserved name; the licences stand beside the results). Kept are Latin with Vietnamese, Greek,
Cyrillic, punctuation and currencies. How pairs of Latin letters are kerned goes into a table of its
own, `….kern`: cards are set without a shaping library, whose presence differs from machine to machine.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent.parent / "sourceline" / "render" / "fonts"
NAMES = ("literata", "commissioner")
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),  # Latin-1, Latin Extended-A
    (0x18F, 0x18F),
    (0x192, 0x192),
    (0x1A0, 0x1B0),
    (0x1CD, 0x1DC),
    (0x1E6, 0x1E7),
    (0x1FA, 0x21B),
    (0x259, 0x259),
    (0x384, 0x3CE),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x490, 0x491),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x2010, 0x2027),
    (0x2030, 0x203A),
    (0x20A0, 0x20BF),  # currencies
    (0x2116, 0x2122),
)
# Of other letters too, the table would be longer than what it mends.
KERNED = (*range(0x21, 0x7F), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D)
# In thousandths of the type's size; below it nobody sees a pair.
LEAST_KERN = 15


def main() -> None:
    """Cut both fonts down, and list their pairs and the characters that both have."""
    fonts = [TTFont(path, recalcTimestamp=False) for path in sys.argv[1:3]]
    for name, font in zip(NAMES, fonts, strict=True):
        (FOLDER / f"{name}.kern").write_text(write_pairs(font), encoding="utf-8")
        cut_font(font)
        font.save(FOLDER / f"{name}.ttf")
    shared = sorted(set.intersection(*(set(font.getBestCmap()) for font in fonts)))
    (FOLDER / "coverage.txt").write_text(write_ranges(shared), encoding="utf-8")


def cut_font(font: TTFont) -> None:
    """Leave a font our characters only, and no feature of layout."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.name_IDs = ["*"]
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "STAT", "vhea", "vmtx", "gasp"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    cutter.subset(font)


def write_pairs(font: TTFont) -> str:
    """A line for each pair, as "To -80": by how many thousandths of the size its second letter moves."""
    table, cmap, em = font["GPOS"].table, font.getBestCmap(), font["head"].unitsPerEm
    features = [f.Feature for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern"]
    lookups = [
        table.LookupList.Lookup[n] for n in sorted({n for f in features for n in f.LookupListIndex})
    ]
    lines = []
    for left, right in product((code for code in KERNED if code in cmap), repeat=2):
        units = sum(find_kern(lookup, cmap[left], cmap[right]) for lookup in lookups)
        if abs(units) * 1000 >= LEAST_KERN * em:
            lines.append(f"{chr(left)}{chr(right)} {round(units * 1000 / em)}\n")
    return "".join(lines)


def find_kern(lookup: Any, left: str, right: str) -> int:
    """What one lookup says of a pair: its first subtable that knows it."""
    for table in lookup.SubTable:
        table = table.ExtSubTable if table.LookupType == 9 else table  # noqa: PLW2901 - the same, unwrapped
        if table.LookupType != 2 or left not in table.Coverage.glyphs:
            continue
        if table.Format == 1:
            pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
            values = [pair.Value1 for pair in pairs if pair.SecondGlyph == right]
            if not values:
                continue
            value = values[0]
        else:
            first, second = table.ClassDef1.classDefs, table.ClassDef2.classDefs
            value = table.Class1Record[first.get(left, 0)].Class2Record[second.get(right, 0)].Value1
        return int(getattr(value, "XAdvance", 0)) if value else 0
    return 0


def write_ranges(codes: list[int]) -> str:
    """ "20-7e" for each run of characters, one a line."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"{first:x}-{last:x}\n" for first, last in runs)


if __name__ == "__main__":
    main()
