"""MobileWorld's own package where it is installed, and the little of it that is used here."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from device.error import ConfigError, TapwrightError

_FAMILY = "mobile_world"
HINT = "Get it: git clone https://github.com/Tongyi-MAI/MobileWorld.git; docs/benchmark.md has the commands"


class MobileWorldFault(TapwrightError):
    """MobileWorld's own code, or its server, broke down; says how."""


def part(module: str) -> Any:
    """A module of it, as `runtime.utils.models`. Raises ConfigError where it is not installed."""
    try:
        return import_module(f"{_FAMILY}.{module}")
    except ImportError as error:
        raise ConfigError(f"MobileWorld is not installed here ({error})", HINT) from error


def action_of(fields: Mapping[str, object]) -> Any:
    """Fields as its JSONAction, which its own code takes and logs."""
    return part("runtime.utils.models").JSONAction(**fields)


def known_apps() -> tuple[tuple[str, str], ...]:
    """The apps that its `open_app` knows: name and package, each package once."""
    names: Mapping[str, str] = part("runtime.utils.models").APP_DICT
    packages: dict[str, str] = {}
    for name, package in names.items():
        if name.isascii() or package not in packages.values():
            packages = {known: held for known, held in packages.items() if held != package}
            packages[name] = package
    return tuple(packages.items())


def adopt(ours: type) -> None:
    """Have its loader and its loop take a class of ours for one of its agents, where it is installed."""
    if find_spec(_FAMILY) is not None:
        base = part("agents.base")
        base.MCPAgent.register(ours)
