"""The README keeps its word: its lines, its links, its commands and its Python."""

import re
import shutil
import subprocess

import pytest

from tests.architecture.repository import ROOT, run_python

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LONGEST = 120


def blocks(language):
    return [text for written_in, text in BLOCKS if written_in == language]


def shown_subcommands():
    commands = re.findall(r"^cisim (\w+)", "\n".join(blocks("bash")), re.MULTILINE)
    return sorted(set(commands))


def stubbed_clone(folder, lines):
    """A folder with our scripts, and a README whose command lines are these."""
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    shutil.copy(ROOT / ".python-version", folder)
    fenced = (f"```bash\n{line}\nfalse\n```\n" for line in lines)
    (folder / "README.md").write_text("\n".join(fenced), encoding="utf-8")
    return folder


def run_script(folder, script):
    return subprocess.run(
        ["bash", f".ci/{script}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_readme_is_short():
    assert len(README.splitlines()) <= LONGEST


def test_first_line_installs_and_runs_the_main_job():
    line = BLOCKS[0][1].splitlines()[0]
    assert line.startswith("python3 -m venv .venv && ")
    assert " -c constraints.txt . && " in line
    assert line.endswith(".venv/bin/cisim run typical-site")


def test_second_line_installs_and_runs_the_tests():
    line = BLOCKS[1][1].splitlines()[0]
    assert line.startswith("python3 -m venv .venv && ")
    assert ' -c constraints.txt -e ".[dev]" && ' in line
    assert line.endswith(".venv/bin/python -m pytest")


def test_continuous_integration_runs_just_these_two_lines(tmp_path):
    folder = stubbed_clone(tmp_path, ["echo main job", "echo tests"])
    done = run_script(folder, "run")
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stdout.splitlines() if line]
    assert said == ["+ echo main job", "main job", "+ echo tests", "tests"]


@pytest.mark.parametrize("lines", [["false", "echo tests"], ["echo main job", "false"]])
def test_continuous_integration_fails_if_a_line_fails(tmp_path, lines):
    assert run_script(stubbed_clone(tmp_path, lines), "run").returncode != 0


@pytest.mark.parametrize(("status", "expected"), [(0, 0), (1, 1), (5, 0)])
def test_slow_suites_run_by_the_same_line(tmp_path, status, expected):
    test_line = f"bash -c 'echo tests $0 $1; exit {status}'"
    done = run_script(stubbed_clone(tmp_path, ["false", test_line]), "slow")
    assert "tests -m slow" in done.stdout.splitlines()
    assert done.returncode == expected


def test_says_that_it_does_not_forecast():
    assert "does not forecast a named place" in README


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)]+)\)", README))
def test_link_leads_somewhere(target):
    assert (ROOT / target).exists()


@pytest.mark.parametrize("subcommand", shown_subcommands())
def test_shown_command_exists(subcommand):
    done = run_python("-m", "cisim", subcommand, "--help")
    assert done.returncode == 0, done.stderr


def test_all_commands_are_shown():
    assert shown_subcommands() == [
        "continue",
        "diff",
        "explain",
        "list",
        "report",
        "run",
        "schema",
        "template",
        "validate",
    ]


@pytest.mark.parametrize("kind", ["scenario", "experiment"])
def test_shown_file_is_valid(kind, tmp_path):
    (text,) = [b for b in blocks("toml") if ("question" in b) == (kind == "experiment")]
    path = tmp_path / "shown.toml"
    path.write_text(text, encoding="utf-8")
    done = run_python("-m", "cisim", "validate", str(path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert ("6 points, 1,200 runs" in done.stdout) == (kind == "experiment")


def test_shown_python_runs():
    (program,) = blocks("python")
    quick = re.sub(r"replicates=\d+", "replicates=2", program)
    assert quick != program
    done = run_python("-W", "error", "-c", quick)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) > 0
