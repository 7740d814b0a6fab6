"""EDTF dates (ISO 8601-2): parse, four bounds, order, canonical format, words."""

from sourceline.edtf.order import datetime_attribute, sort_key
from sourceline.edtf.parser import is_edtf, parse
from sourceline.edtf.value import Day, Edtf, EdtfError, Fields, Precision
from sourceline.edtf.wording import name_month, word_month, word_year, words, words_below

__all__ = [
    "Day",
    "Edtf",
    "EdtfError",
    "Fields",
    "Precision",
    "datetime_attribute",
    "is_edtf",
    "name_month",
    "parse",
    "sort_key",
    "word_month",
    "word_year",
    "words",
    "words_below",
]
