"""The documents match the code: derived tables, the ODD description, links."""

import ast
import re

import pytest

from cisim.configuration.experiments.finding import shipped_experiments
from cisim.configuration.files import load, shipped, with_settings
from cisim.configuration.outcomes import MILESTONES
from cisim.configuration.parameters import declared, group_types
from cisim.model.schedule import PROCESSES
from cisim.presentation import shipped_studies
from cisim.presentation.named_scenarios import base_of, own_basis
from cisim.presentation.places import pages, stale
from cisim.presentation.wording import CAUTION
from tests.architecture.repository import PACKAGE, ROOT, run_python

DOCS = ROOT / "docs"
EXPERIMENTS = ROOT / "experiments"
PLACES = DOCS / "scenarios"
PAGES = sorted(path for path in PLACES.glob("*.md") if path.stem != "index")
ODD = (DOCS / "odd.md").read_text(encoding="utf-8")
ELEMENTS = [
    "1. Purpose and patterns",
    "2. Entities, state variables and scales",
    "3. Process overview and scheduling",
    "4. Design concepts",
    "5. Initialization",
    "6. Input data",
    "7. Submodels",
    "Deviations from the starting formulation",
]
ENTITIES = {
    "Backbone": "backbone",
    "Champion": "people",
    "Community": "people",
    "Council": "people",
    "Funder": "funder",
    "Initiative": "initiative",
    "Observer": "observer",
    "Organisation": "organisation",
    "Place": "place",
}
PARAMETERS = sorted(
    set(re.findall(rf"`((?:{'|'.join(group_types())})\.\w+)`", ODD))
    - {"monthly.variable"}
)
LINKS = [
    (path.relative_to(DOCS).as_posix(), target)
    for path in sorted(DOCS.rglob("*.md"))
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
]


def headings(level, text=ODD):
    return re.findall(rf"^{'#' * level} (.+)$", text, re.MULTILINE)


def section(heading, text=ODD):
    """Text from a heading to the next one of the same or a higher level."""
    begin = re.search(rf"^(#+) {re.escape(heading)}\n", text, re.MULTILINE)
    assert begin, heading
    rest = text[begin.end() :]
    following = re.search(rf"^#{{1,{len(begin[1])}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def submodels():
    """Numbers and names of the submodels, as their docstrings give the numbers."""
    numbered = {}
    for path in (PACKAGE / "model").rglob("*.py"):
        number = re.search(r"\(ODD 7\.(\d+)\)", ast.get_docstring(parsed(path)) or "")
        if number:
            numbered[int(number[1])] = path
    return dict(sorted(numbered.items()))


SUBMODELS = submodels()


def laws(path):
    """Public laws of a submodel."""
    functions = (n for n in parsed(path).body if isinstance(n, ast.FunctionDef))
    return [n.name for n in functions if not n.name.startswith("_")]


LAWS = {
    number: laws(path)
    for number, path in SUBMODELS.items()
    if path.parent.name == "submodels"
}


def rates(path):
    """Rates that the laws of a submodel read from their group."""
    return {
        node.attr
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "p"
    }


def state_variables(entity):
    """State variables of an entity: what its ``__init__`` sets on ``self``."""
    tree = parsed(PACKAGE / "engine" / "agents" / f"{ENTITIES[entity]}.py")
    (found,) = (n for n in tree.body if getattr(n, "name", "") == entity)
    (init,) = (n for n in found.body if getattr(n, "name", "") == "__init__")
    return {
        node.attr
        for node in ast.walk(init)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and ast.unparse(node.value) == "self"
    }


def described_variables(entity):
    """Code names that the table of element 2 gives an entity."""
    row = re.compile(r"^\| ?(\w*) \|[^|]*\| `(\w+)` \|", re.MULTILINE)
    current, names = "", []
    for first, name in row.findall(section(ELEMENTS[1])):
        current = first or current
        if current == entity:
            names.append(name)
    return names


# ---- Derived documents ----


def test_no_document_is_stale():
    done = run_python("-m", "cisim.presentation.documents", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("document", "target"), LINKS)
def test_link_leads_somewhere(document, target):
    name, _, anchor = target.partition("#")
    page = DOCS / document
    path = page.parent / name if name else page
    assert path.exists()
    if anchor:
        text = path.read_text(encoding="utf-8")
        anchors = {
            re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))
            for level in (1, 2, 3)
            for heading in headings(level, text)
        }
        assert anchor in anchors


def test_every_document_stands_on_the_map():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"\]\(([^)\s]+)\)", index))
    documents = {path.name for path in DOCS.iterdir() if path.is_file()}
    below = {
        path.relative_to(DOCS).as_posix()
        for path in DOCS.glob("*/*.md")
        if path.name == "index.md" or not (path.parent / "index.md").exists()
    }
    assert targets == documents - {"index.md"} | below


# ---- Pages of the named scenarios ----


def test_every_shipped_scenario_has_a_page_with_its_settings():
    for name in shipped():
        text = (PLACES / f"{base_of(name)}.md").read_text(encoding="utf-8")
        own = own_basis(name)
        assert f"<!-- derived: settings of {name} -->" in text or not own


def test_every_page_is_of_a_shipped_scenario():
    bases = {base_of(name) for name in shipped()}
    assert {path.stem for path in PLACES.glob("*.md")} == bases | {"index"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_sets_what_is_stated_apart_and_does_not_forecast(page):
    text = page.read_text(encoding="utf-8")
    assert CAUTION in " ".join(text.split())
    assert headings(2, text) == [
        "What the documents state",
        "What was assumed, and why",
        "Settings",
        "What it is there to show",
        "How to run it",
        "What comes out",
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_of_a_page_are_sound(page):
    text = page.read_text(encoding="utf-8")
    commands = re.findall(r"^cisim run (.*)$", text, re.MULTILINE)
    assert commands
    for command in commands:
        name, *words = command.split()
        assert base_of(name) == page.stem or name in {"baseline", "isolated-impact"}
        with_settings(load(name), [word for word in words if word != "--set"])


def test_numbers_of_the_pages_come_from_todays_laws_and_settings():
    assert stale(PLACES) == []
    assert set(pages(PLACES)) == set(PAGES) - {PLACES / "typical-site.md"}


def test_findings_of_experiments_come_from_todays_laws_and_designs():
    assert shipped_studies.stale(EXPERIMENTS) == []
    told = {page.parent.name for page in shipped_studies.pages(EXPERIMENTS)}
    assert told == set(shipped_experiments())


# ---- The ODD description ----


def test_odd_has_its_seven_elements():
    assert headings(2) == ELEMENTS


def test_processes_are_those_of_the_schedule():
    assert headings(3, section(ELEMENTS[2])) == list(PROCESSES)


def test_submodels_are_those_of_the_files():
    files = {p.stem for p in (PACKAGE / "model" / "submodels").glob("*.py")}
    stems = {number: path.stem for number, path in SUBMODELS.items()}
    assert set(stems.values()) == files - {"__init__"} | {"observation"}
    expected = [f"7.{number} {stem}" for number, stem in stems.items()]
    assert headings(3, section(ELEMENTS[6])) == expected


@pytest.mark.parametrize("number", LAWS)
def test_every_law_is_described_in_its_section(number):
    text = section(f"7.{number} {SUBMODELS[number].stem}")
    described = re.findall(r"^- `(\w+)`: ", text, re.MULTILINE)
    assert sorted(described) == sorted(LAWS[number])


@pytest.mark.parametrize("number", LAWS)
def test_every_rate_that_a_law_reads_is_named_in_its_section(number):
    path = SUBMODELS[number]
    text = section(f"7.{number} {path.stem}")
    assert {rate for rate in rates(path) if f"`{rate}`" not in text} == set()


@pytest.mark.parametrize("number", LAWS)
def test_every_law_is_called_in_the_overview_of_processes(number):
    overview = section(ELEMENTS[2])
    assert {law for law in LAWS[number] if f"`{law}`" not in overview} == set()


@pytest.mark.parametrize("number", LAWS)
def test_every_law_says_what_it_rests_on(number):
    text = section(f"7.{number} {SUBMODELS[number].stem}")
    entries = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
    basis = re.compile(r"[Aa]ssumed|bibliography\.md#|By\s+definition|^`grant_months`")
    assert [entry for entry in entries if not basis.search(entry)] == []


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_parameter_named_in_full_exists(name):
    assert name in declared()


@pytest.mark.parametrize("entity", ENTITIES)
def test_state_variables_are_those_of_the_agents(entity):
    assert sorted(described_variables(entity)) == sorted(state_variables(entity))


@pytest.mark.parametrize("milestone", [m.event for m in MILESTONES])
def test_milestones_are_defined(milestone):
    assert f"*{milestone.replace('_', ' ')}*" in section("7.16 observation")
