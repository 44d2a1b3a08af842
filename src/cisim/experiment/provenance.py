"""Where and with what something was computed; the only place with clock readings."""

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from cisim import __version__
from cisim.model.compilation import laws_digest

LIBRARIES = ("SALib", "mesa", "numba", "numpy", "pandas", "pyarrow", "scipy")


def now() -> datetime:
    """Return the time of the clock."""
    return datetime.now(UTC)


def circumstances(started: datetime) -> Mapping[str, Any]:
    """Return versions, machine, and how long it took since it was started."""
    finished = now()
    return {
        "cisim": __version__,
        "laws": laws_digest(),
        "python": platform.python_version(),
        "machine": platform.platform(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
        "seconds": round((finished - started).total_seconds(), 1),
    }
