"""Rules that import-linter cannot express: what exactly a law, a store may name."""

import ast

import pytest

from cisim.configuration.parameters import declared, group_types
from tests.architecture.repository import PACKAGE, modules

ALLOWED_IN_LAWS = {
    "math",
    "typing",
    "cisim.configuration.choices",
    "cisim.model.compilation",
    "cisim.model.elementary",
    "cisim.model.exponential",
}
"""Mathematics, and the choices of which a law has to know the members."""
LAWS = [
    path
    for path in sorted((PACKAGE / "model" / "submodels").glob("*.py"))
    if path.name != "__init__.py"
]
PARQUET = {"read_parquet", "to_parquet"}


def is_type_checking(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imported(tree):
    """Modules imported when the module runs, not only for the type checker."""
    for node in ast.iter_child_nodes(tree):
        if is_type_checking(node):
            continue
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                yield node.module
            case _:
                yield from imported(node)


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def test_there_are_laws():
    assert LAWS


@pytest.mark.parametrize("path", LAWS, ids=lambda path: path.stem)
def test_law_imports_only_mathematics(path):
    assert set(imported(parsed(path))) <= ALLOWED_IN_LAWS


@pytest.mark.parametrize("path", LAWS, ids=lambda path: path.stem)
def test_every_function_of_a_submodel_is_a_compiled_law(path):
    functions = [n for n in parsed(path).body if isinstance(n, ast.FunctionDef)]
    assert functions
    for function in functions:
        decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
        assert decorators == {"compiled"}, function.name


GROUPS = {group_type.__name__: name for name, group_type in group_types().items()}
PACES = {name for name, p in declared().items() if p.declaration.is_pace}
RATE_OF = {"step": 0, "approach": 2}
"""Place of the rate among the arguments of what turns it into a share."""


def alternatives(node):
    """What an expression may be: both sides where a condition decides."""
    if isinstance(node, ast.IfExp):
        return [*alternatives(node.body), *alternatives(node.orelse)]
    return [node]


def rates(law):
    """Expressions of a law that are turned from a monthly rate into a share."""
    for node in ast.walk(law):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in RATE_OF:
            yield from alternatives(node.args[RATE_OF[ast.unparse(node.func)]])


def parameters_in(node, law):
    """Parameters that a piece of a law names, dotted."""
    groups = {
        argument.arg: GROUPS[str(argument.annotation.value)]
        for argument in law.args.args
        if isinstance(argument.annotation, ast.Constant)
    }
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and ast.unparse(part.value) in groups:
            yield f"{groups[ast.unparse(part.value)]}.{part.attr}"


def laws():
    for path in LAWS:
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef):
                yield node


def alone_and_in_company():
    """Parameters that are a rate by themselves, and those that only help make one."""
    alone: set[str] = set()
    company: set[str] = set()
    for law in laws():
        for rate in rates(law):
            found = alone if isinstance(rate, ast.Attribute) else company
            found.update(parameters_in(rate, law))
    return alone, company


def test_a_pace_stands_in_laws_as_a_share():
    alone, company = alone_and_in_company()
    assert company
    assert not PACES & (alone | company)
    assert {name for law in laws() for name in parameters_in(law, law)} >= PACES


def test_a_rate_that_is_always_alone_is_declared_a_pace():
    alone, company = alone_and_in_company()
    assert alone <= company


def test_only_the_store_reads_and_writes_parquet():
    at_fault = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in PARQUET
    }
    assert at_fault <= {"experiment/store.py"}
