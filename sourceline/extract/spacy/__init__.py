"""The engine `spacy`: our rules over the names and parses of any pipeline of spaCy's that is installed."""

from sourceline.extract.spacy.engine import SpacyEngine

__all__ = ["SpacyEngine"]
