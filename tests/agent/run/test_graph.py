import re
from pathlib import Path

from agent.graph import edges

PAGE = Path(__file__).parents[3] / "docs" / "architecture.md"
NAMES = {"__start__": "START", "__end__": "END"}


def test_the_picture_in_the_docs_is_the_graph() -> None:
    block = re.search(r"<!-- graph.*?-->\s*```mermaid\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert block is not None
    drawn = re.findall(r"^\s*(\w+) (-->|-\.->) (\w+)\s*$", block.group(1), re.MULTILINE)
    real = [(NAMES.get(a, a), "-.->" if choice else "-->", NAMES.get(b, b)) for a, b, choice in edges()]
    assert sorted(drawn) == sorted(real)
    assert len(drawn) == block.group(1).count("\n") - 1, "every line of the picture was read"
