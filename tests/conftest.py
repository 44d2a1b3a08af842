"""What all tests share: the profiles of Hypothesis and a quiet plotting library."""

import os

from hypothesis import settings

# Compiling a law takes its time once, so no single example has a deadline. The quick
# profile is the same every time; the thorough one looks for new examples.
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

os.environ.setdefault("MPLBACKEND", "Agg")
