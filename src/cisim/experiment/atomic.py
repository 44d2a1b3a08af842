"""Files that are there complete or not at all, and folders that one process holds."""

import errno
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

import filelock

PART = ".part"
"""Ending of files that are still being written."""

LOCK = ".lock"
"""File that is locked by the process that works on a folder; it says who that is."""


NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors by which an operating system says that nothing more can be written."""


class Occupied(Exception):  # noqa: N818 - the folder is, and that is no error of it
    """Another process works on a folder, and which."""


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in place in one step, so that no reader ever sees half of it.

    The content goes to a temporary neighbour first; if anything fails, what stood
    at ``path`` before still stands there and the neighbour is removed.

    Raises
    ------
    OSError
        If the folder cannot be written or the disk is full.
    """
    with placed(path) as file:
        file.write(content)


@contextmanager
def placed(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write into, which takes its place in one step at the end.

    Raises
    ------
    OSError
        As `replace_file`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, so that no other process works on it meanwhile.

    The operating system lets go of it when the process ends, however it ends.

    Raises
    ------
    Occupied
        If another process holds it.
    OSError
        If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise Occupied(_holder(folder / LOCK)) from None
    try:
        with suppress(OSError):  # a full disk: the lock holds without a name, too
            (folder / LOCK).write_text(f"process {os.getpid()} on {platform.node()}\n")
        yield
    finally:
        lock.release()


def _holder(path: Path) -> str:
    try:
        return path.read_text().strip() or "another process"
    except (OSError, ValueError):
        return "another process"
