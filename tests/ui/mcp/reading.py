"""What a client reads out of a result."""

import re

from mcp_types import CallToolResult, ImageContent, TextContent


def text(result: CallToolResult) -> str:
    """All of its text."""
    return "\n".join(block.text for block in result.content if isinstance(block, TextContent))


def pictures(result: CallToolResult) -> list[ImageContent]:
    """Its pictures."""
    return [block for block in result.content if isinstance(block, ImageContent)]


def number_of(result: CallToolResult, label: str) -> int:
    """The number of the element with that label."""
    found = re.search(rf'\[(\d+)\](?: \w+)? "{re.escape(label)}"', text(result))
    assert found, text(result)
    return int(found[1])


def data(result: CallToolResult) -> dict[str, object]:
    """A task's report."""
    assert not result.is_error, text(result)
    assert result.structured_content is not None
    return result.structured_content
