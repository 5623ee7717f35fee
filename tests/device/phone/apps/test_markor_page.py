"""Markor's pages: Markdown and its marks, set by the toolbar and set out for reading."""

import pytest

from device.phone.toolkit.view import FieldText
from device.phone.widget.markdown import Run, blocks, inline
from device.phone.widget.markedit import MARKDOWN_TOOLS, applied, moved_cursor

PACKAGE = "net.gsantner.markor"
NOTES = "/storage/emulated/0/Documents/Markor"
EDITOR = "document__fragment__edit__highlighting_editor"


@pytest.fixture
def markor(hand):
    hand.phone.shell(f"mkdir -p {NOTES}; echo 'old text' > {NOTES}/note.md")
    hand.open(PACKAGE)
    return hand


@pytest.fixture
def note(markor):
    markor.tap("note.md")
    return markor


def by_id(hand, name):
    found = [e for e in hand.phone.frame().elements() if e.resource_id.endswith(f"/{name}")]
    return found[0] if found else None


def shown(hand):
    return by_id(hand, EDITOR).text


# -- marks -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tool", "before", "after"),
    [
        ("Bold", FieldText("a word", 2, 6), FieldText("a **word**", 4, 8)),
        ("Bold", FieldText("a **word**", 4, 8), FieldText("a word", 2, 6)),
        ("Heading 1", FieldText("a\nb", 2, 2), FieldText("a\n# b", 4, 4)),
        ("Heading 2", FieldText("# b", 3, 3), FieldText("## b", 4, 4)),
        ("Heading 1", FieldText("# b", 3, 3), FieldText("b", 1, 1)),
        ("Unordered list", FieldText("a\nb", 0, 3), FieldText("- a\n- b", 0, 7)),
        ("Check list", FieldText("- a", 3, 3), FieldText("- [ ] a", 7, 7)),
        ("Check list", FieldText("  1. a", 6, 6), FieldText("  - [ ] a", 9, 9)),
        ("Insert link", FieldText("", 0, 0), FieldText("[]()", 1, 1)),
    ],
)
def test_the_tools_put_marks_and_take_them_away(tool, before, after):
    assert applied(before, next(one for one in MARKDOWN_TOOLS if one.label == tool)) == after


def test_the_cursor_follows_what_undo_changed():
    assert moved_cursor("abc", "abXc") == 3
    assert moved_cursor("same", "same") == 0
    assert moved_cursor("", "new") == 3


# -- reading -------------------------------------------------------------------------------------------
def test_the_page_shows_markdown_without_its_marks(note):
    note.phone.shell(
        f"printf '# Head\\n\\nsome **bold** words\\n\\n- [x] done\\n1. one\\n> said' > {NOTES}/note.md"
    )
    note.tap("View mode")
    assert {"Head", "some ", "bold", " words", "done", "1.", "one", "said"} <= set(note.read())
    head = note.phone.frame().node(lambda node: node.view.text.content == "Head")
    assert head.text.weight == 700
    assert head.text.size > 70
    assert note.phone.frame().node(lambda node: node.view.text.content == "bold").text.weight == 700
    box = next(e for e in note.phone.frame().elements() if e.is_checkable)
    assert box.is_checked
    note.tap("Edit mode")
    assert shown(note).startswith("# Head")


def test_a_link_to_a_note_opens_it(note):
    note.phone.shell(f"echo '[there](other.md)' > {NOTES}/note.md; echo here > {NOTES}/other.md")
    note.tap("View mode")
    note.tap("there")
    assert shown(note) == "here\n"


def test_inline_marks():
    assert inline("a **b** _c_ `d*e*` ~~f~~") == (
        Run("a "),
        Run("b", bold=True),
        Run(" "),
        Run("c", italic=True),
        Run(" "),
        Run("d*e*", code=True),
        Run(" "),
        Run("f", struck=True),
    )
    assert inline("snake_case_name and 2 * 3 * 4") == (Run("snake_case_name and 2 * 3 * 4"),)
    assert inline("[x](y.md)") == (Run("x", link="y.md"),)
    assert inline("**a _b_**") == (Run("a ", bold=True), Run("b", bold=True, italic=True))
    assert inline(r"\*not italic\*") == (Run("*not italic*"),)
    assert inline("`` a`b ``") == (Run("a`b", code=True),)


def test_two_lines_of_a_quote_are_one_block():
    assert [(block.kind, block.runs) for block in blocks("> a\n> b")] == [
        ("quote", (Run("a"), Run("\n"), Run("b")))
    ]


def test_blocks():
    text = "para\nstill\n\n## Two ##\n- a\n  - [ ] b\n2. c\n> q\n```\n# code\n```\n---\nend"
    found = [(block.kind, "".join(run.text for run in block.runs)) for block in blocks(text)]
    assert found == [
        ("text", "para\nstill"),
        ("heading", "Two"),
        ("item", "a"),
        ("item", "b"),
        ("item", "c"),
        ("quote", "q"),
        ("code", "# code"),
        ("rule", ""),
        ("text", "end"),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n", "#", "-", "```", "**", "[", "> ", "*" * 40, "a" * 500, "中文 **粗体** 文字" * 40]
)
def test_any_text_has_a_page(note, text):
    note.phone.files.write(f"{NOTES}/note.md", text.encode())
    note.tap("View mode")
    assert by_id(note, "document__fragment_view_webview") is not None


def test_a_long_page_scrolls_to_its_end(note):
    lines = "\n\n".join(f"Paragraph **{number}** of many" for number in range(150))
    note.phone.files.write(f"{NOTES}/note.md", lines.encode())
    note.tap("View mode")
    for _ in range(40):
        note.phone.touch.swipe(540, 2000, 540, 600)
    assert note.see("149")
