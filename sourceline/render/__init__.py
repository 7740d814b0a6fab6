"""Page value → str. The only room that knows Jinja2 and Markdown."""

from sourceline.render.renderer import Renderer

__all__ = ["Renderer"]
