"""The presets, and each of them with one of its roles left out."""

from collections.abc import Mapping
from types import MappingProxyType

from agent.preset.composition import DECIDERS, IN_EVERY_PRESET, Preset
from agent.preset.preset import PRESETS

BASES = tuple(PRESETS)
_TOGETHER = {"orchestrate": ("classify", "orchestrate", "extract", "rewrite", "answer")}
"""Roles that are nothing without one another."""
_KEPT = frozenset(
    {*DECIDERS, *IN_EVERY_PRESET, "manage", "perceive", "recall", "learn"}
    | {"classify", "extract", "rewrite", "answer"}
)
"""Roles that no run is without, that have nothing to do here, or that go with another one."""


def _without(preset: Preset, role: str) -> Preset:
    gone = _TOGETHER.get(role, (role,))
    parts = tuple(part for part in preset.parts if part.role not in gone)
    plans = preset.plans_along and role != "plan"
    return preset.model_copy(update={"name": f"{preset.name} - {role}", "parts": parts, "plans_along": plans})


def _variants() -> dict[str, Preset]:
    found = dict(PRESETS)
    for preset in PRESETS.values():
        for part in preset.parts:
            if part.role not in _KEPT:
                less = _without(preset, part.role)
                found[less.name] = less
    return found


VARIANTS: Mapping[str, Preset] = MappingProxyType(_variants())
"""By name: `default`, `default - confirm`, ..."""
