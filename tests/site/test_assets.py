"""The theme's files and their names."""

from __future__ import annotations

from sourceline.site.assets import Asset, plan_assets, strip_script


def test_style_sheets_become_one_in_order() -> None:
    """Tokens first, a site's own last, whatever the order they are given in."""
    files = {"site.css": b"c", "base.css": b"b\n", "tokens.css": b"a"}
    assert plan_assets(files) == (Asset("theme.css", "assets/theme.880553fc.css", b"a\nb\nc\n"),)


def test_name_changes_with_the_bytes_alone() -> None:
    """Eight digits of the SHA-256; folders are kept."""
    one, other = plan_assets({"icons/a.svg": b"1", "icons/b.svg": b"2"})
    assert one.path == "assets/icons/a.6b86b273.svg"
    assert other.path == "assets/icons/b.d4735e3a.svg"


def test_parts_of_a_script_become_one_before_it() -> None:
    """The axis is written in several files and loaded as one, in the order in which one needs the other."""
    files = {"axis.js": b"c;", "axis-paint.js": b"b;\n", "axis-time.js": b"a;\n", "theme.js": b"d;"}
    assert {asset.name: asset.data for asset in plan_assets(files)} == {
        "axis.js": b"a;\nb;\nc;\n",
        "theme.js": b"d;\n",
    }


def test_script_is_published_without_comments_and_indentation() -> None:
    """Unless a text or a comment may go over several lines."""
    assert strip_script(b"// Why.\nif (a) {\n  b(); // so\n\n}\n") == b"if (a) {\nb(); // so\n}\n"
    for kept in (b"/* a\n  // b */\n", b"a = `\n  // b\n`;\n", b"a = 'b\\\n  c';\n"):
        assert strip_script(kept) == kept
