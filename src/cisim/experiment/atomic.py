"""Files that are there complete or not at all."""

import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in place in one step, so that no reader ever sees half of it.

    The content goes to a temporary neighbour first; if anything fails, what stood
    at ``path`` before still stands there and the neighbour is removed.

    Raises
    ------
    OSError
        If the folder cannot be written or the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
