"""Sourceline turns source texts into a timeline that can be trusted."""

__version__ = "0.1.0"
