"""What is wrong with a row that was read, in words."""

from collections.abc import Mapping

from pydantic import ValidationError

_LONGEST = 40


def what_is_wrong(error: ValidationError, names: Mapping[str, str] | None = None) -> str:
    """The first fault; `names` says what else a field that is missing may be called."""
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    match first["type"]:
        case "missing":
            return f"it has no {(names or {}).get(field, field)}"
        case "json_invalid":
            return "it is no JSON"
        case "value_error":
            return str(first["ctx"]["error"])
        case _ if not field:
            return "it is no JSON object"
        case _:
            given = repr(first["input"])
            short = given if len(given) <= _LONGEST else f"{given[:_LONGEST]}..."
            return f"{field} cannot be {short}"
