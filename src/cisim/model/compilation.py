"""The one place that knows the compiler.

A law is compiled once and kept on disk. numba cannot see that a law in one file was
edited when it loads the caller in another, so the folder of the cache carries a
digest of all sources: an edit anywhere means a new folder, never an old result.
"""

import hashlib
import os
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import numba
from numba.core.caching import FunctionCache
from numba.core.compiler import Compiler

IS_COMPILED: bool = not vars(numba.config)["DISABLE_JIT"]
"""False where ``NUMBA_DISABLE_JIT`` leaves the laws as they are written."""

PACKAGE = Path(__file__).parents[1]
DECIDING = (
    "configuration/choices*",
    "configuration/parameters/**/*",
    "configuration/outcomes/**/*",
    "model/**/*",
    "engine/**/*",
)
"""Sources that decide a result."""


@cache
def sources_digest() -> str:
    """Digest of the sources that decide a result, in hexadecimal.

    The same whatever compiles them: documents with simulated numbers carry it.
    """
    digest = hashlib.sha256()
    for pattern in DECIDING:
        for source in sorted(PACKAGE.glob(f"{pattern}.py")):
            digest.update(source.relative_to(PACKAGE).as_posix().encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


@cache
def laws_digest() -> str:
    """Digest of these sources and of what compiles them: equal laws, equal bits."""
    compiled_by = f"numba {numba.__version__} {sources_digest()}"
    return hashlib.sha256(compiled_by.encode()).hexdigest()[:16]


# ---- What is compiled, and how ----


def compiled[**P, R](law: Callable[P, R]) -> Callable[P, R]:
    """Compile a scalar law; put it into loops that call it, so that they use vectors.

    Never with fast mathematics, which changes last bits.
    """
    return _kept(law, _nrt=False, forceinline=True, no_cfunc_wrapper=True)


def allocating[**P, R](source: Callable[P, R]) -> Callable[P, R]:
    """Compile what makes arrays of its own; other threads can work meanwhile."""
    return _kept(source, nogil=True)


def released[**P, R](walk: Callable[P, R]) -> Callable[P, R]:
    """Compile a long walk that lets other threads of the process work meanwhile.

    All its arrays are handed in, so nothing counts who uses them.
    """
    return _kept(walk, nogil=True, _nrt=False)


def apart[**P, R](loop: Callable[P, R]) -> Callable[P, R]:
    """Compile a loop over arrays that are handed in and never overlap.

    Told so, the compiler uses vectors without comparing addresses first.
    """
    return _kept(loop, _nrt=False, pipeline_class=_NoAlias, no_cfunc_wrapper=True)


def inlined[**P, R](part: Callable[P, R]) -> Callable[P, R]:
    """Compile a part of an engine into whatever calls it.

    It has no entry of its own, and none on disk: what calls it holds it.
    """
    return _made(
        part,
        _nrt=False,
        forceinline=True,
        no_cpython_wrapper=True,
        no_cfunc_wrapper=True,
    )


def _made[**P, R](source: Callable[P, R], **options: Any) -> Callable[P, R]:  # noqa: ANN401 - as numba's
    made: Callable[P, R] = numba.njit(error_model="numpy", **options)(source)
    return made


class _NoAlias(Compiler):
    """The usual compiler, told that the arrays of a call never overlap."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as numba's
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self.state.flags.noalias = True


# ---- Where it is kept ----


def _kept[**P, R](source: Callable[P, R], **options: Any) -> Callable[P, R]:  # noqa: ANN401 - as numba's
    """Compile a function that is kept on disk, if there is a place."""
    made, folder = _made(source, **options), _cache_folder()
    if IS_COMPILED and folder:
        with _numba_writes_to(folder):
            made._cache = _Cache(source)  # type: ignore[attr-defined, no-untyped-call]  # noqa: SLF001
    return made


class _Cache(FunctionCache):
    """Compiled code on disk, which many processes may write at once, or none can."""

    def save_overload(self, sig: object, data: object) -> None:
        """Save code under a name of its own.

        numba numbers the files of a function. Two processes that count at once would
        write to one file, and one kind of arguments would get the code of the other.
        """
        name = f"{self._impl.filename_base}.{uuid.uuid4().hex}.{{number}}.nbc"
        self._cache_file._data_name_pattern = name  # noqa: SLF001 - numba has no option
        with suppress(OSError):  # a full disk costs time, never a run
            super().save_overload(sig, data)  # type: ignore[no-untyped-call]


@contextmanager
def _numba_writes_to(folder: Path) -> Iterator[None]:
    """Tell numba where to write, and leave what others compile where it is."""
    settings = vars(numba.config)
    before = settings["CACHE_DIR"]
    settings["CACHE_DIR"] = str(folder)
    try:
        yield
    finally:
        settings["CACHE_DIR"] = before


@cache
def _cache_folder() -> Path | None:
    """First folder that can be written, if there is any: without, nothing is kept."""
    for home in (_user_home, _temporary_home):
        with suppress(OSError, RuntimeError):  # RuntimeError: a user without a home
            folder = home() / laws_digest()
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
    return None


def _user_home() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "cisim"


def _temporary_home() -> Path:
    """Folder among those of all users, where nobody else can put code that we run."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    home = Path(tempfile.gettempdir()) / f"cisim-{user}"
    home.mkdir(mode=0o700, exist_ok=True)
    found = home.lstat()
    if found.st_uid != user or (os.name == "posix" and found.st_mode & 0o077):
        raise PermissionError(home)
    return home


# ---- First use ----


def is_first_use(engine: str) -> bool:
    """Tell whether an engine has not run yet, so that it will be compiled first."""
    mark = _mark(engine)
    return IS_COMPILED and not (mark and mark.exists())


@cache
def note_use(engine: str) -> None:
    """Note that an engine has run: all that it needs is compiled and kept."""
    if IS_COMPILED and (mark := _mark(engine)):
        with suppress(OSError):
            mark.touch()


def _mark(engine: str) -> Path | None:
    """File that says that an engine has run, of these sources and this Python.

    numba keeps code apart by the place of its source, and so must the mark.
    """
    folder = _cache_folder()
    where = (engine, sys.implementation.cache_tag, str(PACKAGE))
    digest = hashlib.sha256(repr(where).encode()).hexdigest()[:16]
    return folder / f"{digest}.used" if folder else None
