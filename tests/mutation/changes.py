"""Small changes to functions, each of which some test should notice."""

import ast
import gc
from collections.abc import Iterable, Iterator, Mapping, Set
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
    statement: str
    """Names the statement around the node, as ``watch`` does."""

    def apply(self) -> bool:
        """Make the change in this process; whether it could be made."""
        text = self.path.read_text("utf-8")
        tree = ast.parse(text)
        function = dict(_functions(tree))[self.place]
        node = list(_nodes(function))[self.node]
        _replace(function, node, list(_ways(node))[self.way])
        try:
            return bool(_exchange(_pairs(_compiled(ast.parse(text), self.path), tree, self.path)))
        except ValueError:  # a function has other closed-over names
            return False


def watch(paths: Iterable[Path], statements: Set[str], reached: set[str]) -> None:
    """Let these statements of the functions of modules add their names to a set when reached."""
    pairs: dict[CodeType, CodeType] = {}
    for path in paths:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        for node in [each for _, function in _functions(tree) for each in ast.walk(function)]:
            for _, block in ast.iter_fields(node):
                if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                    _watch_block(block, {_name_of(path, each): each for each in block}, statements)
        pairs |= _pairs(_compiled(ast.parse(text), path), tree, path)
    for function in _exchange(pairs):
        function.__globals__["__reached__"] = reached


def _watch_block(block: list[ast.stmt], names: Mapping[str, ast.stmt], watched: Set[str]) -> None:
    for name in names.keys() & watched:
        at = block.index(names[name])
        block[at:at] = ast.parse(f"__reached__.add({name!r})").body


def _name_of(path: Path, statement: ast.stmt) -> str:
    return f"{path}:{statement.lineno}"


def _compiled(tree: ast.Module, path: Path) -> CodeType:
    return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)


def _pairs(before: CodeType, changed: ast.Module, path: Path) -> dict[CodeType, CodeType]:
    """The code of each function of a module, also of those within others, before and after."""
    found, waiting = dict[CodeType, CodeType](), [(before, _compiled(changed, path))]
    while waiting:
        pair = waiting.pop()
        inner = ([each for each in code.co_consts if isinstance(each, CodeType)] for code in pair)
        both = [each for each in zip(*inner, strict=False) if each[0].co_name == each[1].co_name]
        found |= {old: new for old, new in both if old != new}
        waiting += both
    return found


def _exchange(pairs: Mapping[CodeType, CodeType]) -> list[FunctionType]:
    """Give the functions of this process the code that is paired with theirs; those functions."""
    functions = [each for each in gc.get_objects() if isinstance(each, FunctionType)]
    found = [each for each in functions if each.__code__ in pairs]
    for each in found:
        each.__code__ = pairs[each.__code__]
    return found


def changes_of(path: Path) -> Iterator[Change]:
    """All changes that can be made to the functions of a module."""
    for place, function in _functions(ast.parse(path.read_text("utf-8"))):
        statements = [each for each in ast.walk(function) if isinstance(each, ast.stmt)]
        around = {inner: each for each in statements for inner in ast.walk(each)}  # innermost last
        for number, node in enumerate(_nodes(function)):
            name = _name_of(path, around[node])
            for way, new in enumerate(_ways(node)):
                shown = " ".join(f"{ast.unparse(node)} -> {ast.unparse(new)}".split())[:160]
                yield Change(path, place, number, way, node.lineno, shown, name)


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
        if isinstance(node, ast.Raise | ast.Assert) or _is_assert_never(node):
            continue
        if isinstance(node, ast.expr | ast.stmt):
            yield node
        if isinstance(node, _Function):
            waiting += reversed(node.body)
        elif isinstance(node, ast.AnnAssign):
            waiting += [node.value] if node.value else []
        else:
            waiting += reversed(list(ast.iter_child_nodes(node)))


def _is_assert_never(node: ast.AST) -> bool:
    """Whether a node is for the type checker alone."""
    return isinstance(node, ast.Expr) and ast.unparse(node).startswith("assert_never(")


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
