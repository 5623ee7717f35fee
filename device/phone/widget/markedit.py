"""The buttons over a keyboard that mark a text up, and what each does to the text in the field."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from device.phone.system.context import Context
from device.phone.toolkit.view import FieldText, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Surface
from device.phone.widget.button import icon_button

_LINE_MARK = re.compile(r"^(\s*)(#{1,6} |(?:[-*+] )?\[[ xX]\] |[-*+] |\d+\. |> )")


@dataclass(frozen=True, slots=True)
class Tool:
    """One button of the toolbar."""

    name: str
    icon: str
    label: str
    """English; what it is called to people who hear the screen."""
    line: str = ""
    """Put in front of the line (or taken away again)."""
    around: str = ""
    """Put on both sides of what is selected (or taken away again)."""
    insert: str = ""
    """Put in at the cursor."""


MARKDOWN_TOOLS = (
    Tool("tmaid_common_checkbox_list", "check_box", "Check list", line="- [ ] "),
    Tool("tmaid_common_unordered_list_char", "format_list_bulleted", "Unordered list", line="- "),
    Tool("tmaid_common_ordered_list_number", "format_list_numbered", "Ordered list", line="1. "),
    Tool("tmaid_markdown_h1", "looks_one", "Heading 1", line="# "),
    Tool("tmaid_markdown_h2", "title", "Heading 2", line="## "),
    Tool("tmaid_markdown_h3", "text_fields", "Heading 3", line="### "),
    Tool("tmaid_markdown_bold", "format_bold", "Bold", around="**"),
    Tool("tmaid_markdown_italic", "format_italic", "Italic", around="_"),
    Tool("tmaid_markdown_code_inline", "code", "Inline code", around="`"),
    Tool("tmaid_markdown_quote", "chat_bubble", "Quote", line="> "),
    Tool("tmaid_markdown_horizontal_line", "horizontal_rule", "Horizontal line", insert="\n----\n"),
    Tool("tmaid_markdown_insert_link", "link", "Insert link", insert="[]()"),
)
PLAIN_TOOLS = (
    Tool("tmaid_common_checkbox_list", "check_box", "Check list", line="[ ] "),
    Tool("tmaid_common_unordered_list_char", "format_list_bulleted", "Unordered list", line="- "),
    Tool("tmaid_common_ordered_list_number", "format_list_numbered", "Ordered list", line="1. "),
)
TODO_TOOLS = (
    Tool("tmaid_todotxt_toggle_done", "check_box", "Toggle done", line="x "),
    Tool("tmaid_todotxt_priority", "flag", "Priority", line="(A) "),
    Tool("tmaid_todotxt_add_context", "alternate_email", "Add context", insert=" @home"),
    Tool("tmaid_todotxt_add_project", "add", "Add project", insert=" +project"),
)


def applied(held: FieldText, tool: Tool) -> FieldText:
    """A field's text after a button was tapped."""
    if tool.line:
        return _marked(held, tool.line)
    if tool.around:
        return _wrapped(held, tool.around)
    at = held.replaced(tool.insert)
    if tool.insert == "[]()":
        return FieldText(at.text, at.end - 3, at.end - 3)
    return at


def _marked(held: FieldText, mark: str) -> FieldText:
    """The lines that are selected with a mark in front, in place of another; without it if all have it."""
    low, high = sorted((held.start, held.end))
    begin = held.text.rfind("\n", 0, low) + 1
    end = held.text.find("\n", high)
    end = len(held.text) if end < 0 else end
    lines = held.text[begin:end].split("\n")
    taken = all(line.lstrip().startswith(mark) for line in lines)
    changed = [_unmarked(line, mark) if taken else _with_mark(line, mark) for line in lines]
    body = "\n".join(changed)
    text = held.text[:begin] + body + held.text[end:]
    if len(lines) > 1:
        return FieldText(text, begin, begin + len(body))
    at = max(begin, high + len(body) - (end - begin))
    return FieldText(text, at, at)


def _unmarked(line: str, mark: str) -> str:
    bare = line.lstrip()
    return line[: len(line) - len(bare)] + bare[len(mark) :]


def _with_mark(line: str, mark: str) -> str:
    """The mark in front, behind the indent, in place of another of its kind."""
    found = _LINE_MARK.match(line)
    if found:
        return f"{found[1]}{mark}{line[found.end() :]}"
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}{mark}{bare}"


def _wrapped(held: FieldText, mark: str) -> FieldText:
    low, high = sorted((held.start, held.end))
    size = len(mark)
    text = held.text
    if text[max(0, low - size) : low] == mark and text[high : high + size] == mark:
        inner = text[low:high]
        return FieldText(text[: low - size] + inner + text[high + size :], low - size, high - size)
    return FieldText(text[:low] + mark + text[low:high] + mark + text[high:], low + size, high + size)


def moved_cursor(before: str, after: str) -> int:
    """Where the cursor belongs when a text became another: behind the last character that differs."""
    same = 0
    limit = min(len(before), len(after))
    while same < limit and before[-1 - same] == after[-1 - same]:
        same += 1
    return len(after) - same


def tool_bar(
    context: Context, tools: Sequence[Tool], use: Callable[[Tool], None], *, resource_id: str = ""
) -> View:
    """As many buttons as the screen has room for."""
    wide = context.size[0] / context.density
    buttons = [
        icon_button(
            tool.icon,
            context.tr(tool.label),
            partial(use, tool),
            resource_id=tool.name,
            size=44.0,
        )
        for tool in tools[: max(1, int((wide - 8.0) // 44.0))]
    ]
    return View(
        "HorizontalScrollView",
        resource_id,
        box=Box(width=FILL, height=48.0, padding=(4.0, 0.0, 4.0, 0.0)),
        flow=CENTRED_ROW,
        surface=Surface("surface_container"),
        children=buttons,
    )


def use_tool(context: Context, key: str, tool: Tool) -> str:
    """Do to the text of a field what a button says; the text it holds then."""
    held = context.now().layout.fields.get(key, FieldText())
    changed = applied(held, tool)
    put_text(context, key, changed)
    return changed.text


def put_text(context: Context, key: str, held: FieldText) -> None:
    """Fill a field and select in it; it is scrolled to where the cursor is."""
    now = context.now()
    context.set_layout(replace(now.layout, fields={**now.layout.fields, key: held}, scrolled_by_hand=False))
