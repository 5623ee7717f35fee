"""AndroidWorld's own suite, found in its package."""

from tasks.androidworld.draw import instance_seed
from tasks.androidworld.package import load
from tasks.androidworld.template import template_of
from tasks.suite import Suite, find_suite

_ANYTHING = ("*",)


def suite() -> Suite:
    """All of its tasks; what doing one changes is known from that of the same name in our suite `world`.

    Raises ConfigError where it is not installed.
    """
    theirs, world = load(), find_suite("world").templates
    templates = {
        name: template_of(
            name, kind, theirs.sheets, world[name].facts.touches if name in world else _ANYTHING
        )
        for name, kind in theirs.tasks.items()
    }
    return Suite("androidworld", templates, instance_seed, theirs.version)
