"""The formulas of the rules that are run, read from their own source, so that a description cannot drift from them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from linewatch.scenarios import centre, member, parties, running, signals
from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.odd import Rule, Step

_ROOMS: tuple[ModuleType, ...] = (member, parties, centre)


@cache
def rules() -> dict[str, Rule]:
    """Return every function that carries a mechanism, by its name.

    Raises:
        KeyError: If a mechanism names one that is not there.
    """
    found: dict[str, Rule] = {}
    for mechanism in MECHANISMS:
        for name in mechanism.rules:
            found[name] = _rule(name)
    return found


@cache
def steps() -> tuple[Step, ...]:
    """Return the steps of a day in the order in which they are called: the centre and the parties, then each member."""
    called = [
        *_own_calls(signals.Signals.of, signals.Signals),
        *_own_calls(running.Run.step, running.Run),
    ]
    return (*called, Step(member.lived.__name__, _does(member.lived)))


def _rule(name: str) -> Rule:
    for room in _ROOMS:
        if isinstance(made := getattr(room, name, None), FunctionType):
            return Rule(name, _does(made), formula(made))
    raise KeyError(f"No rule is named {name!r}.")


def _does(made: Any) -> str:
    """Return the first sentence of a docstring, or the function's name in words where it has none."""
    told = " ".join((inspect.getdoc(made) or "").split("\n\n")[0].split())
    told = told.removeprefix("Return ") or made.__name__.strip("_").replace("_", " ")
    return told[:1].upper() + told[1:]


def _own_calls(made: FunctionType, owner: type) -> list[Step]:
    """Return the methods of its own that a method calls, in their order, each once."""
    names = [
        node.func.attr
        for node in ast.walk(_parsed(made))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "self"
    ]
    return [
        Step(name.strip("_"), _does(getattr(owner, name)))
        for name in dict.fromkeys(names)
        if hasattr(owner, name)
    ]


def formula(made: FunctionType) -> str:
    """Return a function's statements in one line, without docstring, casts and the tables in which values stand."""
    body = _parsed(made).body
    assert isinstance(body[0], ast.FunctionDef)
    told: list[str] = []
    for statement in body[0].body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        plain = ast.fix_missing_locations(_Plain(made).visit(statement))
        told.append(" ".join(ast.unparse(plain).split()))
    return "; ".join(told).removeprefix("return ")


def _parsed(made: FunctionType) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(made)))


class _Plain(ast.NodeTransformer):
    """Leaves out what only fixes the width of a whole number, and writes row[NAME] as name."""

    def __init__(self, made: FunctionType) -> None:
        self._casts = {
            name
            for name, kind in {**made.__globals__, "int": int}.items()
            if isinstance(kind, type) and issubclass(kind, int | np.integer)
        } | {"asarray"}

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        casts = isinstance(node.func, ast.Name) and node.func.id in self._casts
        if casts and len(node.args) == 1:
            return node.args[0]
        if isinstance(node.func, ast.Attribute) and node.func.attr == "astype":
            return node.func.value
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == "row" and isinstance(node.slice, ast.Name):
            return ast.copy_location(ast.Name(node.slice.id.lower(), ast.Load()), node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Name) and node.value.id == "np":
            return ast.copy_location(ast.Name(node.attr, ast.Load()), node)
        return node
