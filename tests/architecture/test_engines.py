"""Both engines walk through a month by the one schedule."""

import ast

from cisim.model.schedule import PROCESSES
from tests.architecture.repository import PACKAGE


def called_in(path, name):
    """Functions that a function of a file calls by name, in their order."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (function,) = (
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    in_order = sorted(calls, key=lambda call: call.lineno)
    return tuple(ast.unparse(call.func) for call in in_order)


def test_a_month_of_the_compiled_engine_is_the_schedule():
    months = PACKAGE / "engine" / "kernel" / "months.py"
    assert called_in(months, "simulate_month") == ("seat_members", *PROCESSES)
