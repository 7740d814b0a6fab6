"""Page value → str, and card → picture. The only room that knows Jinja2, Markdown and Pillow."""

from typing import TYPE_CHECKING

from sourceline.imports import load_later

if TYPE_CHECKING:
    from sourceline.render.renderer import Renderer

_HOMES = {
    "Renderer": "renderer",
}


__getattr__ = load_later(__name__, _HOMES)


__all__ = ["Renderer"]
