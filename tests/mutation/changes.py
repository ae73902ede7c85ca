"""Small changes to functions, each of which some test should notice."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import TypeAlias

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[str, ...]
"""The names of the classes and the function around a change."""


@dataclass(frozen=True)
class Change:
    """One change: which node of a function, by its number, and which of the changes to it."""

    path: Path
    place: Place
    node: int
    way: int
    line: int
    shown: str

    def code(self) -> CodeType:
        """The code of the changed function."""
        tree = ast.parse(self.path.read_text("utf-8"))
        function = dict(_functions(tree))[self.place]
        node = list(_nodes(function))[self.node]
        _replace(function, node, list(_ways(node))[self.way])
        ast.fix_missing_locations(tree)
        found = compile(tree, str(self.path), "exec")
        for name in self.place:
            found = next(
                each
                for each in found.co_consts
                if isinstance(each, CodeType) and each.co_name == name
            )
        return found

    def function(self) -> FunctionType | None:
        """The function itself; None where it cannot be found behind its decorators."""
        found: object = importlib.import_module(".".join(self.path.with_suffix("").parts))
        for name in self.place:
            found = inspect.getattr_static(found, name, None)
            for inner in ("fget", "__func__", "func"):
                found = getattr(found, inner, found)
            found = inspect.unwrap(found) if callable(found) else found
        return found if isinstance(found, FunctionType) else None

    def apply(self) -> bool:
        """Make the change in this process; whether it could be made."""
        function = self.function()
        if function is None or function.__code__.co_name != self.place[-1]:
            return False
        try:
            function.__code__ = self.code()
        except ValueError:  # it has other closed-over names
            return False
        return True


def changes_of(path: Path) -> Iterator[Change]:
    """All changes that can be made to the functions of a module."""
    for place, function in _functions(ast.parse(path.read_text("utf-8"))):
        for number, node in enumerate(_nodes(function)):
            for way, new in enumerate(_ways(node)):
                shown = f"{ast.unparse(node)} -> {ast.unparse(new)}"
                yield Change(path, place, number, way, node.lineno, " ".join(shown.split())[:160])


def _functions(
    tree: ast.Module | ast.ClassDef, outer: Place = ()
) -> Iterator[tuple[Place, _Function]]:
    """The functions and methods of a module; those within functions are part of these."""
    for each in tree.body:
        if isinstance(each, ast.ClassDef):
            yield from _functions(each, (*outer, each.name))
        elif isinstance(each, _Function):
            yield (*outer, each.name), each


def _nodes(function: _Function) -> Iterator[ast.expr | ast.stmt]:
    """The nodes of a function that can be changed: not the signature, nothing that is raised."""
    waiting: list[ast.AST] = [*reversed(function.body)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Raise | ast.Assert):
            continue
        if isinstance(node, ast.expr | ast.stmt):
            yield node
        if isinstance(node, _Function):
            waiting += reversed(node.body)
        elif isinstance(node, ast.AnnAssign):
            waiting += [node.value] if node.value else []
        else:
            waiting += reversed(list(ast.iter_child_nodes(node)))


def _ways(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    match node:
        case ast.Compare(left, [operator], values):
            for other in _COMPARISONS[type(operator)]:
                yield ast.Compare(left, [other()], values)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), value):
            yield value
        case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
            yield ast.BinOp(left, _OPERATORS[type(operator)](), right)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.If(test, body, others) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, others)
        case ast.IfExp(test, body, other):
            yield ast.IfExp(test, other, body)
        case ast.Expr(ast.Await() | ast.Call()):
            yield ast.Pass()


def _replace(root: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put a node in the place of another one."""
    for parent in ast.walk(root):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, ast.copy_location(new, old))
            elif isinstance(value, list) and any(each is old for each in value):
                value[[each is old for each in value].index(True)] = ast.copy_location(new, old)
