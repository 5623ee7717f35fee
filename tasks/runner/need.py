"""What tasks need before anybody tries them: modules and programs, and of gold that it knows how."""

import shutil
from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from agent.settings import Settings
from device.error import ConfigError
from tasks.agent.endpoint import endpoint_of
from tasks.agent.program import ProgramAgent
from tasks.gold.registry import is_solved, needs_of
from tasks.suite import Suite
from tasks.task import Template

_EXTRAS = {"av": "media", "rapidocr": "ocr", "mcp": "mcp"}
"""Extras by the module that they bring."""
_PROGRAMS = {"ffmpeg"}
"""What is looked for on the PATH instead."""
_NAMED = 3


def see_needs(suite: Suite, names: Iterable[str] = (), agent: str = "") -> None:
    """Raises ConfigError where what tasks of a suite (those of these names, or all) need is not installed.

    Some the phone needs, to show them to anybody; some only whoever tries them: gold, to read pictures.
    """
    wanted = tuple(names)
    lacking = {
        name: missing
        for name in wanted or suite.templates
        if (missing := [each for each in _needs(suite.named(name), agent) if not _is_there(each)])
    }
    if lacking:
        some = _some(tuple(lacking))
        modules = sorted({module for missing in lacking.values() for module in missing})
        extras = ",".join(sorted({_EXTRAS[module] for module in modules if module in _EXTRAS}))
        how = [f"pip install 'tapwright[{extras}]'"] if extras else []
        how += [f"apt-get install {module}" for module in modules if module in _PROGRAMS]
        raise ConfigError(
            f"{some} {'need' if len(lacking) > 1 else 'needs'} {', '.join(modules)}, which is not installed",
            f"Install it: {' and '.join(how)}; or name other tasks with --task",
        )


def _is_there(need: str) -> bool:
    return (shutil.which(need) if need in _PROGRAMS else find_spec(need)) is not None


def see_solved(suite: Suite, names: Sequence[str]) -> None:
    """Raises ConfigError where gold cannot do what it is to try, as nobody wrote down how."""
    templates = [suite.named(name) for name in names or suite.templates]
    unsolved = [each.name for each in templates if not is_solved(each.solver or each.name)]
    if unsolved:
        raise ConfigError(
            f"gold does not know how to do {_some(unsolved)} of {suite.name}",
            "Have another agent try it, or name other tasks with --task",
        )


def see_program(agent: str, settings: Settings) -> None:
    """Raises ConfigError where the command line of an agent names nothing that can be run here."""
    program = ProgramAgent.named(agent, None, endpoint_of(settings)).words[0]
    if "{" not in program and shutil.which(program) is None:
        raise ConfigError(
            f"--agent: cannot run {program}: no program of that name can be started here",
            "Give its path, and make it executable",
        )


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" and others" if len(names) > _NAMED else "")


def _needs(template: Template, agent: str) -> tuple[str, ...]:
    own = needs_of(template.solver or template.name) if agent == "gold" else ""
    return tuple(module for module in (template.needs, own) if module)
