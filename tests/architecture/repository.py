"""Where the files under test lie."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "cisim"

_NOT_OURS = {".git", ".hypothesis", ".venv", "__pycache__", "build", "dist", "results"}


def modules() -> list[Path]:
    """All Python files of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def texts() -> Iterator[tuple[Path, str]]:
    """All text files of the project with their contents."""
    for folder, folders, names in ROOT.walk():
        folders[:] = [
            name
            for name in folders
            if name not in _NOT_OURS and not name.endswith(("_cache", ".egg-info"))
        ]
        for name in names:
            path = folder / name
            if path.suffix not in {".png", ".parquet", ".pyc"}:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in the root of the project."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
