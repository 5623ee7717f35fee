"""MobileWorld's tasks as a suite: its server makes them ready and judges, we do the rest."""

from tasks.mobileworld.backend import Backend
from tasks.mobileworld.template import template_of
from tasks.suite import Suite


def suite() -> Suite:
    """All tasks of the server at hand, without MCP tools those that need none. Raises ConfigError."""
    backend = Backend.named()
    return Suite("mobileworld", {sheet.name: template_of(sheet, backend) for sheet in backend.tasks()})
