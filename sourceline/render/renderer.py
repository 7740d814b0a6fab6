"""Templates and a page value → the text of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)
from jinja2.loaders import split_template_path
from markupsafe import Markup

from sourceline.errors import ContentError
from sourceline.render.characters import drop_illegal, replace_unfit
from sourceline.render.compiled import CompiledTemplates
from sourceline.render.compiler import PageEnvironment
from sourceline.render.faults import describe_fault
from sourceline.render.gaps import Gap, Shown, find_gap, make_shown
from sourceline.render.markdown import render_markdown
from sourceline.site.bidi import find_side
from sourceline.site.pages import Page
from sourceline.site.scripts import escape_data
from sourceline.store.files import explain_unreadable

Kind = TypeVar("Kind", bound=Environment)


class Renderer:
    """Renders pages with the templates of several folders; the first that has one wins, and
    `theme/…` is the last folder's. In the folder `kept` the code of templates lasts from build to build.

    Everything is escaped, in HTML and XML alike; a name that a template misspells is an error.
    `Markup` is made in three places only: here for Markdown and JSON-LD, and by a macro.
    """

    def __init__(self, template_folders: Sequence[Path], kept: Path | None = None) -> None:
        # Of several folders the first is the site's own; of one, the theme's author is at work.
        self._own = template_folders[0] if len(template_folders) > 1 else None
        self._folders = template_folders
        self._quick = make_environment(PageEnvironment, template_folders)
        if kept is not None:
            self._quick.bytecode_cache = CompiledTemplates(kept)

    @cached_property
    def _careful(self) -> Environment:
        return make_environment(Environment, self._folders)

    def render(self, page: Page) -> str:
        """The file's text, with "\\n" as line end.

        ContentError tells a fault in a template of the site's own, with file and line.
        """
        if page.template is None:
            return replace_unfit(page.values)
        return self._render_names(page, page.template, list_names(page.values))

    def render_open(self, page: Page) -> tuple[bytes, Gap | None]:
        """The file's bytes, and where in them the text of `page.gap` stands; None where it cannot be exchanged.
        Fails as `render` does."""
        if not page.gap or page.template is None:
            return self.render(page).encode(), None
        names = list_names(page.values)
        if page.gap in self._quick.list_bent(page.template):
            return self._render_names(page, page.template, names).encode(), None
        shown = names[page.gap] = make_shown(page.gap, names[page.gap])
        data = self._render_names(page, page.template, names).encode()
        return data, find_gap(data, shown)

    def _render_names(self, page: Page, template: str, names: dict[str, Any]) -> str:
        try:
            text = self._render(template, names)
        except (TemplateError, TypeError, ValueError, LookupError) as error:
            problem = describe_fault(error, self._own) if self._own else None
            if problem is None:
                raise
            raise ContentError([problem]) from error
        if page.path.endswith(".xml"):
            return drop_illegal(text)
        return replace_unfit(text)

    def _render(self, template: str, names: dict[str, Any]) -> str:
        try:
            return self._quick.get_template(template).render(names)
        except Exception:  # noqa: BLE001 - whatever it is, Jinja2's own code does it or raises it again
            for value in names.values():
                if type(value) is Shown:
                    value.times += 2  # nobody has looked at what that code does with it
            return self._careful.get_template(template).render(names)


class FolderLoader(BaseLoader):
    """The templates of several folders. ContentError where one cannot be looked at: Jinja2's own loader takes it for
    missing then, and that of the next folder in its place."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - as Jinja2 calls it
        template: str,
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """As of Jinja2: text, path, and None, since no template is looked at twice."""
        for folder in self._folders:
            path = folder.joinpath(*split_template_path(template))
            try:
                return path.read_text(encoding="utf-8"), str(path), None
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                continue
            except OSError as error:
                raise ContentError(
                    [explain_unreadable(f"{folder.name}/{template}", error)]
                ) from None
        raise TemplateNotFound(template)


def make_environment(kind: type[Kind], template_folders: Sequence[Path]) -> Kind:
    """The templates of several folders, as Jinja2 reads them."""
    environment = kind(
        loader=ChoiceLoader(
            [
                FolderLoader(template_folders),
                # `{% extends "theme/home.html" %}` in a site's own home.html means the theme's.
                PrefixLoader({"theme": FolderLoader(template_folders[-1:])}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["markdown"] = _filter_markdown
    environment.filters["json_data"] = _filter_data
    environment.filters["side"] = find_side
    return environment


def list_names(values: Any) -> dict[str, Any]:
    """The fields of a page value as a template's names; and from its frame, what every line needs."""
    names = dict(zip(values._fields, values, strict=True))
    frame = names.get("frame")
    return names if frame is None else {**names, "root": frame.root, "t": frame.labels}


def _filter_markdown(text: str) -> Markup:
    html = render_markdown(text)
    if type(text) is Shown:
        text.times += 1
        text.html = html
    # Safe: made by render_markdown, which lets no tag of the text through.
    return Markup(html)  # noqa: S704 - the reviewed place for Markdown


def _filter_data(text: str) -> Markup:
    # Safe: no "<", ">" or "&" is left that could end the script element.
    return Markup(escape_data(text))  # noqa: S704 - the reviewed place for JSON-LD
