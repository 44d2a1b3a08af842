"""Processes of tests that heed Ctrl-C wherever the tests are run."""

import signal


def heed_interrupts():
    """Undo what a shell does to commands in its background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
