"""Templates compiled to quicker code than Jinja2's own.

Code that runs to its end has written the same text as Jinja2's own would: an attribute that is there is
read directly, a function is called directly, what stands between two tags goes out in one piece, and text
is escaped without the detour of a `Markup` for each value. Where anything else is asked for (an item
written as an attribute, an undefined name, a wrong call), something is raised; the renderer then begins
the page anew with Jinja2's own code, which knows what to do, or how to tell the fault.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from itertools import groupby
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, Template, nodes, runtime
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateAssertionError
from jinja2.meta import find_referenced_templates
from jinja2.utils import missing
from markupsafe import Markup, escape

from sourceline.render.gaps import FORMS, find_bent

try:
    # What `escape` wraps; the wrapping costs ten times as much as the work.
    from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined] # not documented
except ImportError:
    escape_text = escape

_PREAMBLE = "from sourceline.render.compiler import Macro as PageMacro, escape_text, print_value"
_BENT, _NEEDED = "bent_names", "needed_templates"
"""What the code of a template calls that which `find_bent` told of it, and the names of the templates that it
needs; None for one that only shows when it is rendered."""
_DIRECT = (nodes.Name, nodes.Getattr, nodes.Call)
"""Whose attributes are read directly; the code of any of them can stand before a dot."""


def print_value(value: Any) -> str:
    """A value as it stands in the page: escaped, unless it is marked as safe."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return] # the line above
    return str(value) if kind is int else escape(value)


class Macro(runtime.Macro):
    """A macro without `caller`, `kwargs` and `varargs`, where everything is escaped."""

    def __init__(self, environment: Environment, function: Any, *described: Any) -> None:
        # As Jinja2 fills in what a call leaves out.
        function.__defaults__ = (missing,) * function.__code__.co_argcount
        super().__init__(environment, function, *described)
        self.write = function

    def __call__(self, *values: Any, **named: Any) -> str:
        """The macro's text."""
        if named:
            rest = self.arguments[len(values) :]
            values += tuple(named.pop(name, missing) for name in rest)
            if named:
                raise TypeError("a name that the macro does not have")
        # Safe: a macro's text is the template's own and what print_value gave.
        return str.__new__(Markup, self.write(*values))


class PageGenerator(CodeGenerator):
    """Writes the quicker code."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The module of a template. One that turns escaping off has no quick code."""
        switch = node.find(nodes.EvalContextModifier)
        if switch is not None:
            raise TemplateAssertionError("escaping is always on", switch.lineno, self.name)
        self.writeline(_PREAMBLE)
        self.writeline(f"{_BENT} = {sorted(find_bent(node))!r}")
        self.writeline(f"{_NEEDED} = {list(find_referenced_templates(node))!r}")
        super().visit_Template(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Template text and values between two tags, in one piece."""
        if frame.require_output_check:
            super().visit_Output(node, frame)
            return
        pieces = [self._fold_constant(child, frame) for child in node.nodes]
        if all(isinstance(piece, str) for piece in pieces):
            self.simple_write(repr("".join(pieces)), frame, node)  # type: ignore[arg-type] # as asked
            return
        self.writeline(
            "yield concat((" if frame.buffer is None else f"{frame.buffer}.extend((", node
        )
        for constant, group in groupby(pieces, lambda piece: isinstance(piece, str)):
            if constant:
                self.write(f"{''.join(group)!r}, ")  # type: ignore[arg-type] # those that are texts
                continue
            for child in group:
                self._write_value(child, frame)  # type: ignore[arg-type] # those that are nodes
                self.write(", ")
        self.write("))")

    def _write_value(self, child: nodes.Expr, frame: Frame) -> None:
        """What print_value gives; without a call of it for a text, and for a macro without one of `__call__`."""
        if isinstance(child, nodes.Call) and self._may_be_macro(child):
            self.write("(")
            self.visit(child.node, frame)
            self.write(".write(")
            self._write_arguments(child, frame)
            self.write(") if type(")
            self.visit(child.node, frame)
            self.write(") is PageMacro else print_value(")
            self.visit(child, frame)
            self.write("))")
        elif isinstance(child, nodes.Name | nodes.Getattr):
            self.write("(escape_text(t_value) if type(t_value := ")
            self.visit(child, frame)
            self.write(") is str else print_value(t_value))")
        else:
            self.write("print_value(")
            self.visit(child, frame)
            self.write(")")

    @staticmethod
    def _may_be_macro(call: nodes.Call) -> bool:
        """Whether it is called by its name, with values in their order that are no calls themselves: those would
        be written twice at every depth."""
        plain = isinstance(call.node, nodes.Name) and not (
            call.kwargs or call.dyn_args or call.dyn_kwargs
        )
        return plain and not any(value.find(nodes.Call) for value in call.args)

    def _fold_constant(self, child: nodes.Expr, frame: Frame) -> nodes.Expr | str:
        try:
            return self._output_child_to_const(child, frame, self._make_finalize())
        except Exception:  # noqa: BLE001 - as Jinja2 does: what fails, fails when the page is rendered
            return child

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("print_value(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """`entry.title`."""
        name, of = node.attr, node.node
        plain = name.isascii() and name.isidentifier() and not iskeyword(name)
        if not plain or not isinstance(of, _DIRECT) or getattr(of, "name", "") == "self":
            super().visit_Getattr(node, frame)
            return
        self.visit(of, frame)
        self.write(f".{name}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """`t("menu")`."""
        odd = node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs)
        if forward_caller or odd or not isinstance(node.node, _DIRECT):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        self._write_arguments(node, frame)
        self.write(")")

    def _write_arguments(self, node: nodes.Call, frame: Frame) -> None:
        for each in (*node.args, *node.kwargs):
            self.visit(each, frame)
            self.write(", ")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        of = node.template
        if node.with_context or not isinstance(of, nodes.Const) or not isinstance(of.value, str):
            super()._import_common(node, frame)
            return
        self.write(f"environment.get_module({of.value!r})")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """`is none`."""
        if node.name != "none":
            super().visit_Test(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(" is None)")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro's value."""
        odd = macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs
        if odd:
            super().macro_def(macro_ref, frame)
            return
        name = getattr(macro_ref.node, "name", None)
        names = tuple(each.name for each in macro_ref.node.args)
        self.write(f"PageMacro(environment, macro, {name!r}, {names!r}, False, False, False, True)")


class PageEnvironment(Environment):
    """Finds a template again without asking whether it has changed."""

    code_generator_class = PageGenerator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}
        self._modules: dict[str, TemplateModule] = {}
        self._bent: dict[str, frozenset[str]] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template has, in one table: each page looks through it."""
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja2's name
    ) -> Template:
        """The template `name`."""
        if isinstance(name, Template):
            return name
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found

    def list_bent(self, name: str) -> frozenset[str]:
        """What `find_bent` tells of the template `name` and of those that it needs."""
        bent = self._bent.get(name)
        if bent is None:
            found: set[str] = set()
            waiting: list[str | None] = [name]
            for each in waiting:
                code = self._find_code(each)
                found.update(code[_BENT])
                waiting += [needed for needed in code[_NEEDED] if needed not in waiting]
            bent = self._bent[name] = frozenset(found)
        return bent

    def _find_code(self, name: str | None) -> Mapping[str, Any]:
        unknown = {_BENT: FORMS, _NEEDED: ()}
        try:
            return self.get_template(name).root_render_func.__globals__ if name else unknown
        except Exception:  # noqa: BLE001 - whatever it is, it is told when a page is rendered
            return unknown

    def get_module(self, name: str) -> TemplateModule:
        """What the template `name` exports."""
        module = self._modules.get(name)
        if module is None:
            module = self._modules[name] = self.get_template(name).module
        return module
