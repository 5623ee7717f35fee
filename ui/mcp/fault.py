"""What is wrong with a call, in words for the program that made it."""

from pydantic import ValidationError

_PLAIN = {"missing": "is missing", "extra_forbidden": "is nothing this tool takes"}
_LEADS = ("Input ", "Value error, ")


def in_words(wrong: ValidationError) -> str:
    """Each argument that is wrong, and how; without the names and addresses of the library that found it."""
    return "; ".join(
        _line(".".join(map(str, error["loc"])), error["type"], error["msg"])
        for error in wrong.errors(include_url=False, include_input=False, include_context=False)
    )


def _line(place: str, kind: str, message: str) -> str:
    if kind in _PLAIN:
        return f"{place} {_PLAIN[kind]}"
    told = message
    for lead in _LEADS:
        told = told.removeprefix(lead)
    told = told[:1].lower() + told[1:]
    return f"{place} {told}" if message.startswith("Input ") else f"{place}: {told}"
