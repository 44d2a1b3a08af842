"""A file is replaced in one step or not at all."""

import os
from pathlib import Path

import pytest

from cisim.experiment.atomic import LOCK, Occupied, held, placed, replace_file


def fail(*_, **__):
    raise OSError(28, "No space left on device")


def test_the_content_arrives(tmp_path):
    path = tmp_path / "new" / "file.txt"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(("owner", "step"), [(Path, "replace"), (os, "fsync")])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, owner, step):
    path = tmp_path / "file.txt"
    replace_file(path, b"old")
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(OSError, match="No space"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_content_is_on_disk_before_it_takes_the_name(tmp_path, monkeypatch):
    steps = []

    def noted(owner, name):
        original = getattr(owner, name)

        def step(*arguments):
            steps.append(name)
            return original(*arguments)

        monkeypatch.setattr(owner, name, step)

    noted(os, "fsync")
    noted(Path, "replace")
    replace_file(tmp_path / "file.txt", b"content")
    assert steps == ["fsync", "replace"]


def test_a_stopped_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "file.txt"
    replace_file(path, b"old")

    def stopped():
        with placed(path) as file:
            file.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_held_by_one_who_is_named(tmp_path):
    with (
        held(tmp_path),
        pytest.raises(Occupied, match=f"process {os.getpid()} on "),
        held(tmp_path),
    ):
        pass
    with held(tmp_path):
        assert f"process {os.getpid()} on" in (tmp_path / LOCK).read_text()


def test_a_folder_is_held_even_where_nothing_can_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "write_text", fail)
    with held(tmp_path), pytest.raises(Occupied), held(tmp_path):
        pass
