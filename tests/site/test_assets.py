"""The theme's files and their names."""

from __future__ import annotations

from sourceline.site.assets import Asset, plan_assets


def test_style_sheets_become_one_in_order() -> None:
    """Tokens first, a site's own last, whatever the order they are given in."""
    files = {"site.css": b"c", "base.css": b"b\n", "tokens.css": b"a"}
    assert plan_assets(files) == (Asset("theme.css", "assets/theme.880553fc.css", b"a\nb\nc\n"),)


def test_name_changes_with_the_bytes_alone() -> None:
    """Eight digits of the SHA-256; folders are kept."""
    one, other = plan_assets({"icons/a.svg": b"1", "icons/b.svg": b"2"})
    assert one.path == "assets/icons/a.6b86b273.svg"
    assert other.path == "assets/icons/b.d4735e3a.svg"
