"""C of the floor, compiled for this machine into a folder that is gone at once."""

import ctypes
import subprocess
import tempfile
from pathlib import Path

from measuring import FOLDER

FLAGS = (
    "-O3",
    "-march=native",
    "-ffp-contract=off",
    # These two change no number; without them the compiler keeps to scalars.
    "-fno-math-errno",
    "-fno-trapping-math",
)


def library(name):
    """Library made of a source of the floor."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"{name}.so"
        source = FOLDER / "floor" / f"{name}.c"
        command = ["cc", *FLAGS, "-shared", "-fPIC", source, "-o", made, "-lm"]
        subprocess.run(command, check=True)  # noqa: S603 - our own source
        return ctypes.CDLL(str(made))
