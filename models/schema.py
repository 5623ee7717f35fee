"""JSON schemas as servers take them for structured replies.

pydantic writes draft 2020-12; OpenAI's strict mode (and the grammars of local servers) take a part of it:
every property required, no further ones, `anyOf` for unions, nothing beside a `$ref`, an object at the root.
"""

from collections.abc import Mapping

from pydantic import JsonValue

_DROPPED = {
    "also",
    "built_in",
    "default",
    "title",
    "discriminator",
    "examples",
    "minLength",
    "maxLength",
    "format",
    "offered",
    "uniqueItems",
}


def strict(schema: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """The schema within the part that strict servers take; what it no longer says, validation still holds."""
    out = _strict(dict(schema))
    assert isinstance(out, dict)
    return out


def is_strict(schema: JsonValue) -> bool:
    """Whether a strict server could take it: no open maps, no untyped values."""
    if isinstance(schema, list):
        return all(is_strict(item) for item in schema)
    if not isinstance(schema, dict):
        return True
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        return False
    return all(is_strict(value) for value in schema.values())


def _strict(node: JsonValue) -> JsonValue:
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    out: dict[str, JsonValue] = {}
    for key, value in node.items():
        match key:
            case "oneOf":
                out["anyOf"] = _strict(value)
            case "const":
                out["enum"] = [value]
            case "prefixItems":
                out.update(_same_items(value))
            case "properties" | "$defs":
                assert isinstance(value, dict)
                out[key] = {name: _strict(inner) for name, inner in value.items()}
            case _ if key not in _DROPPED:
                out[key] = _strict(value)
    properties = out.get("properties")
    if isinstance(properties, dict):
        out["required"] = list(properties)
        out["additionalProperties"] = False
    return out


def _same_items(prefix: JsonValue) -> dict[str, JsonValue]:
    """A tuple as an array: strict mode knows one schema for all items."""
    assert isinstance(prefix, list)
    kinds: list[JsonValue] = []
    for item in (_strict(item) for item in prefix):
        if item not in kinds:
            kinds.append(item)
    return {"items": kinds[0] if len(kinds) == 1 else {"anyOf": kinds}}
