"""Takes a reply that is nearly in the form asked for as what it plainly means.

Everything follows from the schema: a value moves to the one place that takes it and is never made up. Where
two places would take it, it stays where it is, and the model is told. Each such step has a name, a slip.
"""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

Node = Mapping[str, JsonValue]
ALSO = "also"
"""In a schema: what other formats call a value, by their word; no part of what a server is sent."""
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "number": (int, float), "null": type(None),
}  # fmt: skip
_DEEPEST = 12


class Mending:
    """One value against one schema, as pydantic writes it."""

    def __init__(self, schema: Node) -> None:
        self._schema = schema
        self._definitions = _node(schema.get("$defs"))
        self.slips: list[str] = []

    def mended(self, value: JsonValue) -> JsonValue:
        """The value with its slips mended, which are in `slips`; what is no slip stays as it is."""
        return self._mend(value, self._schema, "the reply", 0)

    def _mend(self, value: JsonValue, node: Node, name: str, depth: int) -> JsonValue:
        node = self._resolved(node)
        if depth > _DEEPEST:
            return value
        if branches := self._branches(node):
            return self._mend_union(value, branches, name, depth)
        match node.get("type"):
            case "object":
                return self._mend_object(value, node, name, depth)
            case "array":
                return self._mend_array(value, node, name, depth)
            case _:
                also = _node(node.get(ALSO))
                if isinstance(value, str) and value in also:
                    self.slips.append(f"{value!r} for {also[value]!r}")
                    return also[value]
                return value

    def _mend_union(self, value: JsonValue, branches: list[Node], name: str, depth: int) -> JsonValue:
        if isinstance(value, dict):
            for branch in branches:
                for tag, word, others in _tags(branch):
                    if value.get(tag) == word:
                        return self._mend(value, branch, name, depth + 1)
                    if isinstance(said := value.get(tag), str) and said in others:
                        self.slips.append(f"{said!r} for {word!r}")
                        return self._mend({**value, tag: word}, branch, name, depth + 1)
            kinds = [kind for branch in branches for kind in _misnamed(value, branch)]
            if len(kinds) == 1:
                key, tag = kinds[0]
                self.slips.append(f"{key} for {tag}")
                return self._mend_union(_renamed(value, key, tag), branches, name, depth + 1)
        fitting = [branch for branch in branches if self._takes(value, branch)]
        if fitting:
            return self._mend(value, fitting[0], name, depth + 1) if isinstance(value, dict | list) else value
        containers = [branch for branch in branches if branch.get("type") in ("object", "array")]
        if value is None or len(containers) != 1:
            return value
        return self._mend(value, containers[0], name, depth + 1)

    def _mend_array(self, value: JsonValue, node: Node, name: str, depth: int) -> JsonValue:
        prefix, items = node.get("prefixItems"), _node(node.get("items"))
        if isinstance(value, dict) and isinstance(prefix, list) and set(value) == {"x", "y"}:
            self.slips.append(f"x and y for {name}")
            return [value["x"], value["y"]]
        if isinstance(value, list):
            return (
                [self._mend(item, items, f"one of {name}", depth + 1) for item in value] if items else value
            )
        if not items or value is None:
            return value
        one = self._mend(value, items, name, depth + 1)
        if not self._takes(one, items):
            return value
        self.slips.append(_one_for(name))
        return [one]

    def _mend_object(self, value: JsonValue, node: Node, name: str, depth: int) -> JsonValue:
        properties = {key: _node(inner) for key, inner in _node(node.get("properties")).items()}
        if not isinstance(value, dict):
            return self._wrapped(value, properties, name)
        nested = self._nested(value, properties, depth)
        held = self._renamed(nested, properties, _names(node.get("required")), depth)
        for key in properties.keys() & held.keys():
            known = len(self.slips)
            held[key] = self._mend(held[key], properties[key], key, depth + 1)
            if key not in nested and _one_for(key) in self.slips[known:]:
                self.slips.remove(_one_for(key))  # `action` for `actions` says that there is one
        optional = properties.keys() - _names(node.get("required"))
        for key in [key for key in optional & held.keys() if _is_hollow(held[key])]:
            self.slips.append(f"nothing in {key}")
            del held[key]
        return held

    def _wrapped(self, value: JsonValue, properties: Mapping[str, Node], name: str) -> JsonValue:
        """What stands for the one field of an object that takes such a value."""
        fields = [key for key, inner in properties.items() if value is not None and self._takes(value, inner)]
        if len(fields) != 1:
            return value
        self.slips.append(f"{name} without {fields[0]}")
        return {fields[0]: value}

    def _nested(
        self, value: dict[str, JsonValue], properties: Mapping[str, Node], depth: int
    ) -> dict[str, JsonValue]:
        """Fields that stand beside the one object that they belong into."""
        held = dict(value)
        for key in [key for key in value if key not in properties]:
            homes = [home for home, inner in properties.items() if self._has_field(inner, key)]
            if len(homes) != 1 or value[key] is None:
                continue
            inside: JsonValue = held.get(homes[0]) or {}
            if not isinstance(inside, dict):
                inside = self._mend(inside, properties[homes[0]], homes[0], depth + 1)
            if isinstance(inside, dict) and key not in inside:
                held[homes[0]] = {**inside, key: held.pop(key)}
                self.slips.append(f"{key} outside {homes[0]}")
        return held

    def _renamed(
        self,
        value: dict[str, JsonValue],
        properties: Mapping[str, Node],
        required: frozenset[str],
        depth: int,
    ) -> dict[str, JsonValue]:
        """Fields under another name, each of which only one missing field takes, and no other one fits."""
        missing = [key for key in properties if key in required and key not in value]
        # What true or nothing says hangs on the name it stands under: `failed` is no `reached`.
        unknown = [key for key in value if key not in properties and not isinstance(value[key], bool | None)]
        fits = {key: [other for other in unknown if self._would_take(value[other], properties[key], depth)]
                for key in missing}  # fmt: skip
        held = dict(value)
        for key, others in fits.items():
            if len(others) == 1 and sum(others[0] in found for found in fits.values()) == 1:
                held[key] = held.pop(others[0])
                self.slips.append(f"{others[0]} for {key}")
        return held

    def _would_take(self, value: JsonValue, node: Node, depth: int) -> bool:
        known = len(self.slips)
        taken = self._takes(self._mend(value, node, "", depth + 1), node)
        del self.slips[known:]
        return taken

    def _has_field(self, node: Node, key: str) -> bool:
        inner = self._resolved(node)
        return any(key in _node(each.get("properties")) for each in (*self._branches(inner), inner))

    def _takes(self, value: JsonValue, node: Node) -> bool:
        """Whether a value is of the kind that a schema asks for; pydantic has the last word."""
        node = self._resolved(node)
        if branches := self._branches(node):
            return any(self._takes(value, branch) for branch in branches)
        choices = node.get("enum", [node["const"]] if "const" in node else None)
        if isinstance(choices, list):
            return value in choices
        kind = str(node.get("type", ""))
        if kind == "integer":
            return (isinstance(value, int) and not isinstance(value, bool)) or (
                isinstance(value, str) and value.isdecimal()
            )
        if (
            kind not in _TYPES
            or not isinstance(value, _TYPES[kind])
            or isinstance(value, bool) != (kind == "boolean")
        ):
            return not kind
        if isinstance(value, dict):
            fields = {key: _node(inner) for key, inner in _node(node.get("properties")).items()}
            whole = _names(node.get("required")) <= value.keys()
            return whole and all(self._takes(value[key], fields[key]) for key in fields.keys() & value.keys())
        if isinstance(value, list):
            items = _node(node.get("items"))
            return len(value) >= _count(node.get("minItems")) and all(
                self._takes(each, items) for each in value
            )
        return True

    def _resolved(self, node: Node) -> Node:
        while isinstance(reference := node.get("$ref"), str):
            node = _node(self._definitions.get(reference.rpartition("/")[2]))
        return node

    def _branches(self, node: Node) -> list[Node]:
        found = node.get("anyOf") or node.get("oneOf") or []
        assert isinstance(found, list)
        return [self._resolved(_node(branch)) for branch in found]


def _one_for(name: str) -> str:
    return f"one for the list {name}"


def _tags(branch: Node) -> Iterator[tuple[str, JsonValue, frozenset[JsonValue]]]:
    """What a kind of object is told apart by: the field, its word, and the words that others have for it."""
    others = branch.get(ALSO)
    words = frozenset(others) if isinstance(others, list) else frozenset()
    for key, inner in _node(branch.get("properties")).items():
        if "const" in _node(inner):
            yield key, _node(inner)["const"], words


def _misnamed(value: Mapping[str, JsonValue], branch: Node) -> Iterator[tuple[str, str]]:
    """Fields that name this kind of object under another name than its own, with the right one."""
    known = _node(branch.get("properties"))
    for tag, word, others in _tags(branch):
        for key, said in value.items() if tag not in value else ():
            if key not in known and isinstance(said, str) and said in (word, *others):
                yield key, tag


def _renamed(value: Mapping[str, JsonValue], key: str, name: str) -> dict[str, JsonValue]:
    return {name if each == key else each: said for each, said in value.items()}


def _is_hollow(value: JsonValue) -> bool:
    """Whether it is an object in which nothing is said."""
    return isinstance(value, dict) and bool(value) and all(each in (None, "") for each in value.values())


def _node(value: JsonValue) -> Node:
    return value if isinstance(value, dict) else {}


def _names(value: JsonValue) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()


def _count(value: JsonValue) -> int:
    return value if isinstance(value, int) else 0
