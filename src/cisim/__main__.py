"""Entry of ``python -m cisim``."""

from cisim.presentation.cli import main

if __name__ == "__main__":
    main()
