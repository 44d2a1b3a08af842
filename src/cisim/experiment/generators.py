"""Generators of NumPy that belong to a purpose, for libraries and resamples.

Draws of the model are those of `cisim.model.streams`, one by one; what is drawn here
decides no run but which points are run, and how far an estimate can be trusted.
"""

import hashlib

import numpy as np

type Generator = np.random.Generator
"""What libraries and resamples draw from."""


def generator(seed: int, purpose: str) -> Generator:
    """Numbers that belong to a seed and a purpose, whatever else is drawn.

    Philox [salmon2011] keyed by both, as the draws of the model are.
    """
    digest = hashlib.sha256(purpose.encode()).digest()
    key = np.random.SeedSequence([seed, int.from_bytes(digest[:8])])
    return np.random.Generator(np.random.Philox(key))
