"""How organisations with their own agendas come to produce a shared result.

Everything that most users need stands here. Each name is loaded when it is first
used, so that ``import cisim`` itself loads neither Mesa nor numba nor pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cisim.configuration.files import load
    from cisim.configuration.scenarios import Scenario
    from cisim.configuration.validation import ConfigurationError
    from cisim.engine.agents import CollectiveImpactModel, Organisation
    from cisim.experiment.evaluate import simulate

__version__ = "0.1.0"

__all__ = [
    "CollectiveImpactModel",
    "ConfigurationError",
    "Organisation",
    "Scenario",
    "__version__",
    "load",
    "simulate",
]

_HOMES = {
    "CollectiveImpactModel": "cisim.engine.agents",
    "ConfigurationError": "cisim.configuration.validation",
    "Organisation": "cisim.engine.agents",
    "Scenario": "cisim.configuration.scenarios",
    "load": "cisim.configuration.files",
    "simulate": "cisim.experiment.evaluate",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    """Load a public name from the room where it lives [PEP 562]."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
