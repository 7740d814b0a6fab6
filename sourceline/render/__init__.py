"""Page value → str, and card → picture. The only room that knows Jinja2, Markdown and Pillow."""

from sourceline.render.renderer import Renderer

__all__ = ["Renderer"]
