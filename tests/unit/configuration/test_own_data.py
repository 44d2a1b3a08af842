"""Tables that no text file of the examples can hold, and tables without end."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.files import load
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.rosters import Listed, cells
from cisim.configuration.spreadsheets import LARGEST_TABLE

SOUND = "name,sector\nA,nonprofit\nB,business\nC,community\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a scenario that names both tables, and a sound roster."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.toml").write_text('roster = "r.csv"\nties = "t.csv"\n')
    (tmp_path / "r.csv").write_text(SOUND)
    return tmp_path


def mistakes(folder, ties):
    content = ties if isinstance(ties, bytes) else ties.encode()
    (folder / "t.csv").write_bytes(content)
    with pytest.raises(ConfigurationError) as caught:
        load("a.toml")
    return caught.value.mistakes


HEADER = "organisation,partner,trust\n"


def test_another_encoding_is_refused_with_the_line(folder):
    table = f"{HEADER}A,B,0.5\nCafé,A,0.5\n"
    words = "t.csv: line 3 is not UTF-8: save the file as CSV UTF-8"
    assert mistakes(folder, table.encode("latin-1")) == (words,)
    assert "t.csv: line 1 is not UTF-8" in mistakes(folder, table.encode("utf-16"))[0]


def test_what_is_no_text_is_refused(folder):
    (line,) = mistakes(folder, HEADER.encode("utf-16-le"))
    assert line == "t.csv: holds NUL bytes, so it is no CSV file: save it as CSV UTF-8"


def test_endless_tables_are_refused(folder):
    (line,) = mistakes(folder, HEADER + "\n" * LARGEST_TABLE)
    assert line == 'a.toml › ties = "t.csv": is too large: at most 4096 KiB are read'


def test_endless_cells_are_refused(folder):
    (line,) = mistakes(folder, f"{HEADER}A,B,0.5\n{'x' * 200_000},B,0.5\n")
    assert line == "t.csv › row 3: a cell is too long"


def test_long_names_and_numbers_are_refused_in_few_words(folder):
    lines = mistakes(folder, f"{HEADER}{'x' * 101},B,{'9' * 400}\n")
    assert "must have at most 100 characters" in lines[0]
    assert "trust = inf: must be between 0 and 1 (index)" in lines[1]
    assert max(map(len, lines)) < 150


def test_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "t.csv")
    with pytest.raises(ConfigurationError, match="is no regular file"):
        load("a.toml")


@pytest.mark.parametrize(
    "number", ["1_0", "0x1", "inf", "NaN", "\uff11", "0.5 FTE", "--1"]
)
def test_what_is_no_plain_number_is_refused(folder, number):
    (line,) = mistakes(folder, f"{HEADER}A,B,{number}\n")
    assert "must be a number between 0 and 1 (index)" in line


@pytest.mark.parametrize("number", [".5", "0.5", "5e-1", "+0.50", " 0.5 ", "05e-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_numbers_and_line_ends_of_all_kinds_are_read(folder, number, end):
    table = f"{HEADER}A,B,{number}\n".replace("\n", end)
    (folder / "t.csv").write_bytes(table.encode())
    (tie,) = load("a.toml").roster.ties
    assert tie == ("A", "B", 0.5)


@pytest.mark.parametrize("name", [n for n, cell in cells(Listed).items() if cell.unit])
def test_bounds_belong_to_the_range(folder, name):
    (folder / "a.toml").write_text('roster = "r.csv"\n')
    cell = cells(Listed)[name]
    both = [name, *({"view_x": ["view_y"], "view_y": ["view_x"]}.get(name, []))]
    for bound in (cell.low, cell.high):
        header, *rows = SOUND.splitlines()
        lines = [",".join([row, *(str(bound) for _ in both)]) for row in rows]
        (folder / "r.csv").write_text("\n".join([",".join([header, *both]), *lines]))
        assert getattr(load("a.toml").roster.organisations[0], name) == bound


NASTY = st.sampled_from(
    [
        *",;\"'\n\r\t\0\ufeff\u200b=@-+.é ",
        "name",
        "sector",
        "nonprofit",
        "A",
        "trust",
        "1",
    ]
)


@given(st.lists(NASTY, max_size=40).map("".join), st.lists(NASTY, max_size=40))
def test_whatever_stands_in_a_table_ends_in_plain_words(tmp_path_factory, one, other):
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.toml").write_text('roster = "r.csv"\nties = "t.csv"\n')
    (folder / "r.csv").write_bytes(f"name,sector,grit\n{one}".encode())
    ties = f"{HEADER}{''.join(other)}" if len(other) % 3 else "".join(other)
    (folder / "t.csv").write_bytes(ties.encode())
    with pytest.raises(ConfigurationError) as caught:
        load(folder / "a.toml")
    assert all(line.isprintable() for line in caught.value.mistakes)


@pytest.mark.parametrize(
    ("members", "allowed"), [(2, False), (3, True), (10_000, True), (10_001, False)]
)
def test_a_roster_has_as_many_members_as_may_sit_at_a_table(folder, members, allowed):
    names = "".join(f"O{n},nonprofit\n" for n in range(members))
    (folder / "r.csv").write_text(f"name,sector\n{names}")
    (folder / "a.toml").write_text('roster = "r.csv"\n')
    words = f'{members} rows with status = "member": must be between 3 and 10000'
    if allowed:
        assert len(load("a.toml").roster.organisations) == members
    else:
        with pytest.raises(ConfigurationError, match=words):
            load("a.toml")


@pytest.mark.parametrize("size", [80, 500, 10_000])
def test_very_many_mistakes_are_bounded(folder, size):
    names = "".join(f"Organisation {n},nonprofit\n" for n in range(size))
    (folder / "r.csv").write_text(f"name,sector\n{names}")
    rows = "".join(f"Organisatoin {n},Organisatoin {n + 1},2\n" for n in range(50_000))
    lines = mistakes(folder, HEADER + rows)
    assert len(lines) == 201
    assert lines[-1] == "t.csv: and more mistakes"
