"""A schema in short, for a model whose server does not enforce it: a seventh of the letters."""

import json
import re
from collections import Counter
from collections.abc import Mapping

from pydantic import JsonValue

Node = Mapping[str, JsonValue]
_WORDS = {
    "string": "text", "integer": "integer", "number": "number", "boolean": "true|false", "null": "null",
}  # fmt: skip


def form_of(schema: Node) -> str:
    """The form of a value by its schema as pydantic writes it; `?` marks what may be left out."""
    return _Writer(schema).told()


class _Writer:
    """Types that are referred to are named where they are used, and told once below."""

    def __init__(self, schema: Node) -> None:
        self._schema = schema
        self._definitions = _node(schema.get("$defs"))
        self._references = Counter(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)))
        self._met: list[str] = []

    def told(self) -> str:
        """The value, then a line for each type that it names, in the order in which they are met."""
        lines = [self._type(self._schema)]
        for name in self._met:  # grows on the way
            lines.append(f"{name}: {self._type(_node(self._definitions[name]))}")
        return "\n".join(lines)

    def _type(self, node: Node) -> str:
        if isinstance(reference := node.get("$ref"), str):
            return self._named(reference.rpartition("/")[2])
        if isinstance(branches := node.get("anyOf") or node.get("oneOf"), list):
            return " | ".join(self._type(_node(branch)) for branch in branches)
        if "const" in node:
            return _quoted(node["const"])
        if isinstance(choices := node.get("enum"), list):
            return "|".join(map(_quoted, choices))
        match node.get("type"):
            case "object":
                return "{" + self._fields(node) + "}"
            case "array":
                return self._array(node)
            case kind:
                return _WORDS.get(str(kind), "anything")

    def _named(self, name: str) -> str:
        node = _node(self._definitions[name])
        is_long = node.get("type") == "object" or self._references[name] > 1
        if not is_long or _tag_of(node):  # short, or told apart by its tag: told in place
            return self._type(node)
        if name not in self._met:
            self._met.append(name)
        return name

    def _fields(self, node: Node, but: str = "") -> str:
        """The fields of an object with their types, all `but` one."""
        required = node.get("required")
        needed = required if isinstance(required, list) else []
        fields = []
        for key, value in _node(node.get("properties")).items():
            inner = _node(value)
            optional = key not in needed and "const" not in inner
            kind = self._type(_without_null(inner) if optional else inner)
            fields += [] if key == but else [f'"{key}"{"?" if optional else ""}: {kind}']
        return ", ".join(fields)

    def _array(self, node: Node) -> str:
        if isinstance(prefix := node.get("prefixItems"), list):
            return f"[{', '.join(self._type(_node(each)) for each in prefix)}]"
        items = _node(node.get("items"))
        branches = items.get("oneOf")
        kinds = [self._resolved(_node(each)) for each in branches] if isinstance(branches, list) else []
        tags = {_tag_of(kind) for kind in kinds}
        if len(tags) == 1 and "" not in tags:
            return self._batch(kinds, tags.pop())
        return f"[{self._type(items)}, ...]"

    def _batch(self, kinds: list[Node], tag: str) -> str:
        """A list of objects that are told apart by a tag: a line for all that have the same fields."""
        alike: dict[str, list[str]] = {}
        for kind in kinds:
            word = str(_node(_node(kind.get("properties"))[tag])["const"])
            alike.setdefault(self._fields(kind, but=tag), []).append(word)
        lines = [f"  {', '.join(names)}: {fields}".rstrip(": ") for fields, names in alike.items()]
        head = f'[one or more of {{"{tag}": a name below, and its fields}}:'
        return "\n".join((head, *lines, "]"))

    def _resolved(self, node: Node) -> Node:
        if isinstance(reference := node.get("$ref"), str):
            return _node(self._definitions[reference.rpartition("/")[2]])
        return node


def _tag_of(node: Node) -> str:
    """The field by which one kind of object is told from others; "" where it has none."""
    return next((key for key, inner in _node(node.get("properties")).items() if "const" in _node(inner)), "")


def _without_null(node: Node) -> Node:
    """What may be left out need not be null too."""
    branches = node.get("anyOf")
    if not isinstance(branches, list):
        return node
    kept: list[JsonValue] = [branch for branch in branches if _node(branch).get("type") != "null"]
    return {**node, "anyOf": kept}


def _quoted(value: JsonValue) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _node(value: JsonValue) -> Node:
    return value if isinstance(value, dict) else {}
