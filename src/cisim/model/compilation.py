"""The one place that knows the compiler.

A law is compiled once and kept on disk. numba cannot see that a law in one file was
edited when it loads the caller in another, so the folder of the cache carries a
digest of all sources: an edit anywhere means a new folder, never an old result.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba
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


def _cache_home() -> Path:
    """First folder that can be written: the user's cache, else a temporary one."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    for home in (Path(base), Path(tempfile.gettempdir())):
        folder = home / "cisim" / laws_digest()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="cisim-"))


@cache
def _cache_folder() -> str:
    return str(_cache_home())


def is_first_use() -> bool:
    """Tell whether nothing has been compiled yet from these sources."""
    return next(Path(_cache_folder()).rglob("*.nbi"), None) is None


class _Apart(Compiler):  # type: ignore[misc]  # numba's class is untyped
    """The usual compiler, told that the arrays of a call never overlap."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as numba's
        super().__init__(*args, **kwargs)
        self.state.flags.noalias = True


def compiled[**P, R](law: Callable[P, R]) -> Callable[P, R]:
    """Compile a scalar law; never with fast mathematics, which changes last bits."""
    return _made(law, _nrt=False, forceinline=True, no_cfunc_wrapper=True)


def inlined[**P, R](part: Callable[P, R]) -> Callable[P, R]:
    """Compile a part of an engine into whatever calls it."""
    return _made(part, cache=False, _nrt=False, forceinline=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def apart[**P, R](loop: Callable[P, R]) -> Callable[P, R]:
    """Compile a loop over arrays that are handed in and never overlap."""
    return _made(loop, _nrt=False, pipeline_class=_Apart, no_cfunc_wrapper=True)


def released[**P, R](walk: Callable[P, R]) -> Callable[P, R]:
    """Compile a long walk that lets other threads of the process work meanwhile."""
    return _made(walk, nogil=True, _nrt=False)


def _made[**P, R](source: Callable[P, R], **options: object) -> Callable[P, R]:
    settings = vars(numba.config)
    before = settings["CACHE_DIR"]
    settings["CACHE_DIR"] = _cache_folder()
    try:
        made: Callable[P, R] = numba.njit(error_model="numpy", **{"cache": True} | options)(
            source
        )
    finally:
        settings["CACHE_DIR"] = before
    return made


def allocating[**P, R](source: Callable[P, R]) -> Callable[P, R]:
    """Compile what makes arrays of its own."""
    return _made(source, nogil=True)
