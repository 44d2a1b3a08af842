"""Rules that import-linter cannot express: what exactly a law, a store may name."""

import ast

import pytest

from tests.architecture.repository import PACKAGE, modules

ALLOWED_IN_LAWS = {
    "math",
    "typing",
    "cisim.configuration.choices",
    "cisim.model.compilation",
    "cisim.model.elementary",
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


def test_only_the_store_reads_and_writes_parquet():
    at_fault = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in PARQUET
    }
    assert at_fault <= {"experiment/store.py"}
