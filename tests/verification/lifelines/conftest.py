"""What runs under a Python of its own is not collected."""

collect_ignore = ["make_reference.py"]
