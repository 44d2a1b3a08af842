"""Every example on the page about experiments is sound."""

import re
import textwrap
import tomllib
from pathlib import Path

import pytest

from cisim.configuration.experiments.forms import DESIGNS
from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.experiments.validation import form_mistakes

PAGE = Path(__file__).parents[2] / "docs" / "experiments.md"
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
TEXTS = {
    f"{number}: {block.split()[0]}": textwrap.dedent(block)
    for number, block in enumerate(BLOCKS)
}
HEAD = {"title": "A", "question": "What if?", "scenario": "baseline"}
GRID = '[grid]\n"funding.duration_years" = [1, 5]\n'


def test_the_page_shows_every_design():
    shown = set().union(*map(tomllib.loads, TEXTS.values()))
    assert DESIGNS.keys() | {"context", "until", "sign", "aim", "expect"} <= shown


@pytest.mark.parametrize("name", TEXTS)
def test_an_example_has_the_right_form(name):
    content = tomllib.loads(TEXTS[name])
    assert form_mistakes(HEAD | content, "example") == []


@pytest.mark.parametrize(
    "name", [n for n, text in TEXTS.items() if not text.startswith("[[expect]]")]
)
def test_an_example_can_be_loaded(name, tmp_path):
    content = tomllib.loads(TEXTS[name])
    head = [f'{key} = "{value}"\n' for key, value in HEAD.items() if key not in content]
    needs_a_design = DESIGNS.keys().isdisjoint(content)
    file = tmp_path / "a.toml"
    whole = ["".join(head), TEXTS[name], GRID if needs_a_design else ""]
    file.write_text("".join(whole), encoding="utf-8")
    assert load_experiment(file).name == "a"
