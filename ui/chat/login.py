"""The page that asks for name and password."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui.chat.asset import FOLDER


def page(*, failed: bool = False) -> str:
    """It; `failed` says that what was given last is not right."""
    return _environment().get_template("login.html").render(failed=failed)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)
