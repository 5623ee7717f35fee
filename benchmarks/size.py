"""How large the product is, room by room, and how its modules hang together: `make size`.

Imports that only a type checker follows (under TYPE_CHECKING) count like all others: whoever wants to
understand a module has to follow them too.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PRODUCT = ("agent", "device", "grounding", "models", "tasks", "ui")
OPENED = ("agent", "device", "device.phone")
"""Packages whose rooms are told of one by one."""
LARGEST = 40
"""Modules that may hang together in one ring of imports at most."""
_SHOWN = 5

Graph = Mapping[str, frozenset[str]]
"""Module -> the modules of the product that it imports."""


def modules(root: Path = ROOT) -> dict[str, Path]:
    """Each module of the product and its file."""
    found = {}
    for top in PRODUCT:
        for path in sorted((root / top).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(root: Path = ROOT) -> dict[str, frozenset[str]]:
    """What each module imports of the product, those inside functions and for types included."""
    known = modules(root)
    return {
        name: frozenset(_imported(ast.parse(path.read_text("utf-8")), known)) - {name}
        for name, path in known.items()
    }


def _imported(tree: ast.Module, known: Mapping[str, Path]) -> Iterator[str]:
    """Relative imports are not looked for: there are none."""
    for node in _statements(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                if whole in known or node.module in known:
                    yield whole if whole in known else node.module


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements within one, and nothing of the expressions: imports are in no expression."""
    for part in ("body", "handlers", "orelse", "finalbody", "cases"):
        for child in getattr(node, part, ()):
            yield child
            yield from _statements(child)


def components(graph: Graph) -> list[frozenset[str]]:
    """The sets of modules that reach each other by imports, the largest first (Kosaraju)."""
    backwards: dict[str, set[str]] = {name: set() for name in graph}
    for name, targets in graph.items():
        for target in targets:
            backwards[target].add(name)
    left = set(graph)
    order: list[str] = []
    for name in graph:
        order += _finished(name, graph, left)
    left = set(graph)
    found = [frozenset(_finished(name, backwards, left)) for name in reversed(order) if name in left]
    return sorted(found, key=lambda one: (-len(one), min(one)))


def _finished(start: str, graph: Mapping[str, frozenset[str] | set[str]], left: set[str]) -> list[str]:
    """What is reached from a module among those left, each after all that it leads to; takes it from them."""
    if start not in left:
        return []
    left.discard(start)
    done, open_ = [], [(start, iter(graph[start]))]
    while open_:
        name, targets = open_[-1]
        target = next((one for one in targets if one in left), None)
        if target is None:
            done.append(name)
            open_.pop()
        else:
            left.discard(target)
            open_.append((target, iter(graph[target])))
    return done


def room_of(file: Path) -> str:
    """The room of a file (relative to the root): a top folder, or one of the folders in OPENED."""
    room, *further = file.parent.parts
    for folder in further:
        if room not in OPENED:
            break
        room += f".{folder}"
    return room


def lines(root: Path = ROOT) -> Counter[str]:
    """Lines of code in each room."""
    found: Counter[str] = Counter()
    for path in modules(root).values():
        found[room_of(path.relative_to(root))] += len(path.read_text("utf-8").splitlines())
    return found


def main() -> int:
    told = lines()
    for room, count in sorted(told.items()):
        print(f"{count:8,}  {room}")
    print(f"{told.total():8,}  in all\n")
    rings = components(imports())
    print("modules that hang together by imports, the largest rings:")
    for ring in rings[:_SHOWN]:
        print(f"{len(ring):8}  {', '.join(sorted(ring)[:6])}{', ...' if len(ring) > 6 else ''}")
    return int(len(rings[0]) > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
