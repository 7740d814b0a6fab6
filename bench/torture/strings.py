"""Hostile strings: some of our own, and those of collections beside the repository, of which none is kept here."""

from __future__ import annotations

import json
from pathlib import Path

OWN = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "[a](javascript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "![x](https://foreign.example/a.png)",
    "<a href=javascript:alert(1)>a</a>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    "${alert(1)}",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u2028alert(1)\u2029",
    "\u202egnirts\u202c",
    "a\u0000b\u0008c\u001f",
    "<style>*{background:url(https://foreign.example/)}</style>",
    "<base href=https://foreign.example/>",
    "<meta http-equiv=refresh content='0;url=https://foreign.example/'>",
    "<form action=https://foreign.example/><button>x",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "\ud7ff\ufffe\uffff",
    "-->]]>?><?php echo 1 ?>",
    "=cmd|' /C calc'!A0",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
)


def list_strings(collections: Path | None) -> list[str]:
    """All strings, each once, that are not blank."""
    found = list(OWN)
    if collections is not None:
        for name in ("own/xss_merged.json", "blns/blns.json"):
            file = collections / name
            if file.is_file():
                found += json.loads(file.read_text(encoding="utf-8"))
    return [text for text in dict.fromkeys(found) if text.strip()]
