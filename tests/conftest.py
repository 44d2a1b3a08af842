"""What all tests share: profiles of Hypothesis, quiet plotting, golden outcomes."""

import os

from hypothesis import settings

# Compiling a law takes its time once, so no single example has a deadline. The quick
# profile is the same every time; the thorough one looks for new examples.
settings.register_profile("quick", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

os.environ.setdefault("MPLBACKEND", "Agg")


def pytest_addoption(parser):
    """Let golden outcomes be written anew."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden outcomes of tests/regression anew",
    )
