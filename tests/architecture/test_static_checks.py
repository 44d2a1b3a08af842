"""The static checks, so that the README's test line covers them."""

import pytest

from tests.architecture.repository import run_python

LINT_IMPORTS = """
from importlinter.cli import lint_imports_command
lint_imports_command()
"""

CHECKS = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    "import-linter": ("-c", LINT_IMPORTS),
    "codespell": ("-m", "codespell_lib", "."),
}


@pytest.mark.parametrize("check", CHECKS)
def test_static_check_finds_nothing(check):
    done = run_python(*CHECKS[check])
    assert done.returncode == 0, done.stdout + done.stderr
