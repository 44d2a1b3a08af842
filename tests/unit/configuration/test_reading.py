import os
import stat
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.reading import LARGEST_FILE, content_of, value_of


@pytest.fixture
def refused(tmp_path):
    """Refusal of a file with this content."""

    def why(content):
        path = tmp_path / "scenario.toml"
        path.write_bytes(content)
        with pytest.raises(ConfigurationError) as caught:
            content_of(path, "here")
        (line,) = caught.value.mistakes
        return line.removeprefix("here: ")

    return why


def test_toml_is_read(tmp_path):
    path = tmp_path / "scenario.toml"
    path.write_text('title = "Städtchen"\r\n[place]\nurgency = 1\n', encoding="utf-8")
    assert content_of(path, "") == {"title": "Städtchen", "place": {"urgency": 1}}


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"# nothing yet\n"])
def test_an_empty_file_is_refused(refused, content):
    assert refused(content).startswith("is empty")


def test_only_utf_8_without_a_mark_is_read(refused):
    assert refused(b'title = "a"\nnote = "\xe9"\n').startswith("line 2 is not UTF-8")
    assert refused('title = "a"'.encode("utf-16")).startswith("line 1 is not UTF-8")
    assert refused('title = "a"'.encode("utf-8-sig")).startswith("begins with a byte")


def test_the_size_is_bounded(refused, tmp_path):
    words = 'note = "{}"\n'
    longest = words.format("x" * (LARGEST_FILE - len(words) + 2)).encode()
    assert len(longest) == LARGEST_FILE
    (tmp_path / "longest.toml").write_bytes(longest)
    assert content_of(tmp_path / "longest.toml", "here")
    assert refused(longest + b"\n") == "is too large: at most 256 KiB are read"


@pytest.mark.parametrize(
    "content",
    [
        "a = " + "[" * 100_000,
        "a = " + "[" * 5_000 + "]" * 5_000,
        "a = " + "{a = " * 5_000 + "1" + "}" * 5_000,
        ".".join("a" * 100_000) + " = 1",
        " . ".join(["'.'"] * 20_000) + " = 1",
        r"\"." * 3 + ".".join([r'"\".\""'] * 20_000) + " = 1",
        "[" + ".".join("a" * 100_000) + "]",
        "[[" + ".".join(['"!"'] * 50_000) + "]]",
        "a = {" + ".".join("a" * 100_000) + " = 1}",
    ],
)
def test_endless_nesting_ends_at_once(refused, content):
    began = time.perf_counter()
    assert refused(content.encode())
    assert time.perf_counter() - began < 2


def test_dots_in_text_are_no_nesting(tmp_path):
    path = tmp_path / "scenario.toml"
    path.write_text(f'note = "{"a." * 200}"\nfunding.duration_years = 3\n')
    assert content_of(path, "")["note"] == "a." * 200


@pytest.mark.parametrize("digits", [5000, 100_000])
def test_integers_that_python_will_not_read_are_refused(refused, digits):
    content = f"[funding]\n\nduration_years = {'9' * digits}\n".encode()
    assert refused(content) == "line 3: the number has too many digits"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a = 1\na = 2\n", "line 2, column 6: the key or table is given a second time"),
        ("[a]\n[a]\n", "line 2, column 3: the table 'a' is given a second time"),
        ("[a.b]\n[a.b]\n", "line 2, column 5: the table 'a', 'b' is given a second"),
        ("a = {b = 1, b = 2}\n", "line 1, column 18: the key 'b' is given a second"),
        ("a = word\n", "line 1, column 5: the value cannot be read"),
        ('a = "word\n', "line 1, column 10: the closing quotation mark is missing"),
        ("a = [1\n", "at the end: unclosed array"),
        ("a", "at the end: expected '=' after a key"),
        ("a\x1b = 1\n", "line 1, column 2: expected '='"),
    ],
)
def test_errors_of_form_are_told_in_plain_words(refused, content, words):
    assert refused(content.encode()).startswith(words)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_on_one_line(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    assert _refusal(path).isprintable()


def _refusal(path):
    try:
        content_of(path, "here")
    except ConfigurationError as error:
        return str(error)
    return ""


def test_folders_pipes_and_devices_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    for path, words in [
        (tmp_path, "is a folder; a scenario is a file"),
        (tmp_path / "pipe", "is no regular file"),
        ("/dev/zero", "is no regular file"),
    ]:
        with pytest.raises(ConfigurationError) as caught:
            content_of(type(tmp_path)(path), "here")
        assert caught.value.mistakes == (f"here: {words}",)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "link")
    for name in ("missing", "link", "x" * 300):
        with pytest.raises(ConfigurationError, match="here: cannot be read: "):
            content_of(tmp_path / name, "here")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("7.5", 7.5),
        ("1_000", 1000),
        ('"7"', "7"),
        ("true", True),
        ("[1, 2]", [1, 2]),
        ("seven", "seven"),
        ("", ""),
        ("1\nb = 2", "1\nb = 2"),
        ("9" * 5000, "9" * 5000),
        ("[" * 3000, "[" * 3000),
    ],
)
def test_values_given_as_text_are_read_as_toml_or_stay_text(text, value):
    assert value_of(text) == value
