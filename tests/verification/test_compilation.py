"""Compilation never surprises: no stale code, no place to keep it, no compiler."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import cisim

TESTS = Path(__file__).parents[1]

LAW = """
from cisim.configuration.parameters import Parameters
from cisim.model.submodels.measurement import grown
print(repr(grown(Parameters().measurement, 0.2, 0.3, 0.4)))
"""
"""Prints what a law gives that calls `step`, which stands in another file."""

NOWHERE = "import os\nos.access = lambda *_: False\n"
NO_HOME = """
import pathlib
def home():
    raise RuntimeError("Could not determine home directory.")
pathlib.Path.home = home
"""


def told(code, **environment):
    """What a Python of its own prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={k: v for k, v in (os.environ | environment).items() if v},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def kept(folder):
    return {path for path in folder.rglob("*.nbc") if path.is_file()}


@pytest.fixture(scope="module")
def expected():
    """What the law gives without the compiler."""
    return told(LAW, NUMBA_DISABLE_JIT="1")


def test_an_edited_law_is_compiled_anew_wherever_it_is_called(tmp_path, expected):
    copy = tmp_path / "copy"
    shutil.copytree(Path(cisim.__file__).parent, copy / "cisim")
    where = {"PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    law = copy / "cisim" / "model" / "elementary.py"
    text = law.read_text(encoding="utf-8")
    edited = text.replace("return 0.0 - growth(-rate)", "return 0.5 * rate")
    assert edited != text
    assert told(LAW, **where) == expected
    law.write_text(edited, encoding="utf-8")
    assert told(LAW, **where) == told(LAW, **where, NUMBA_DISABLE_JIT="1") != expected
    law.write_text(text, encoding="utf-8")
    before = kept(tmp_path)
    assert told(LAW, **where) == expected
    assert kept(tmp_path) == before  # what was compiled first is still there


def test_a_cache_that_is_a_file_leaves_the_folder_for_temporaries(tmp_path, expected):
    (tmp_path / "file").touch()
    where = {"XDG_CACHE_HOME": str(tmp_path / "file"), "TMPDIR": str(tmp_path)}
    assert told(LAW, **where) == expected
    assert kept(tmp_path)


def test_a_user_without_a_home_keeps_code_among_temporaries(tmp_path, expected):
    where = {"XDG_CACHE_HOME": "", "TMPDIR": str(tmp_path)}
    assert told(NO_HOME + LAW, **where) == expected
    assert kept(tmp_path)


def test_others_cannot_give_code_to_be_run(tmp_path, expected):
    (tmp_path / f"cisim-{os.getuid()}").mkdir()
    (tmp_path / f"cisim-{os.getuid()}").chmod(0o777)
    where = {"XDG_CACHE_HOME": "", "TMPDIR": str(tmp_path)}
    assert told(NO_HOME + LAW, **where) == expected
    assert not kept(tmp_path)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path, expected):
    where = {"XDG_CACHE_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    assert told(NOWHERE + LAW, **where) == expected
    assert not kept(tmp_path)


@pytest.mark.slow
def test_laws_and_streams_do_without_the_compiler():
    selection = ("unit/model/submodels", "unit/model/test_elementary.py")
    tested = subprocess.run(
        [
            *(
                sys.executable,
                "-m",
                "pytest",
                "-n",
                "0",
                "-q",
                "-p",
                "no:cacheprovider",
            ),
            *(TESTS / name for name in (*selection, "verification/test_streams.py")),
        ],
        cwd=TESTS.parent,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tested.returncode == 0, tested.stdout
    assert "skipped" not in tested.stdout
