"""Functions and modules stay short: the budget of CONTRIBUTING.md."""

import ast
import statistics

import pytest

from tests.architecture.repository import PACKAGE, modules

LONGEST_MODULE = 300
MEDIAN_FUNCTION = 8
NINETIETH_PERCENTILE = 20
LONGEST_FUNCTION = 40
FORBIDDEN_NAMES = {"common", "helper", "helpers", "misc", "util", "utils"}


def in_package(path):
    return path.relative_to(PACKAGE).as_posix()


def lines_of_code(function, source):
    """Lines of a function without decorators, docstring, blank lines and comments."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    if not body:
        return 1
    header = range(function.lineno, function.body[0].lineno)
    rest = range(body[0].lineno, function.end_lineno + 1)
    lines = (source[number - 1].strip() for number in {*header, *rest})
    return sum(1 for line in lines if line and not line.startswith("#"))


def lengths():
    """Lines of code of every function of the package."""
    for path in modules():
        text = path.read_text(encoding="utf-8")
        source = text.splitlines()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = f"{in_package(path)}:{node.name}"
                yield name, lines_of_code(node, source)


def test_a_line_of_code_is_counted_as_one():
    text = '''
def share(a, b):
    """Share."""

    # the reason why
    whole = a + b
    return a / whole
'''
    function = ast.parse(text).body[0]
    assert lines_of_code(function, text.splitlines()) == 3


@pytest.mark.parametrize("path", modules(), ids=in_package)
def test_module_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", modules(), ids=in_package)
def test_module_has_a_name_that_says_something(path):
    assert path.stem not in FORBIDDEN_NAMES


def test_functions_are_short():
    measured = dict(lengths())
    assert statistics.median(measured.values()) <= MEDIAN_FUNCTION
    ninetieth = statistics.quantiles(measured.values(), n=10)[-1]
    assert ninetieth <= NINETIETH_PERCENTILE
    assert not {
        n: length for n, length in measured.items() if length > LONGEST_FUNCTION
    }
