"""A goal is cut so that each literal is one token and nothing is lost."""

import pytest

from agent.reader.token import TokenShape, cut


@pytest.mark.parametrize(
    ("goal", "literal", "shape"),
    [
        ("write 'see you at 8' to Tom's mom", "'see you at 8'", TokenShape.QUOTED),
        ("Notiz „Einkauf: Milch“ löschen", "„Einkauf: Milch“", TokenShape.QUOTED),
        ("把笔记「买牛奶」删掉", "「买牛奶」", TokenShape.QUOTED),
        ("给妈妈发‘开窗’，好吗", "‘开窗’", TokenShape.QUOTED),
        ("réponds 's'il pleut, reste' à Ana", "'s'il pleut, reste'", TokenShape.QUOTED),
        ("text 57-41-31-42-83: hi", "57-41-31-42-83", TokenShape.PHONE),
        ("appelle le +33 6 12 34 56 78", "+33 6 12 34 56 78", TokenShape.PHONE),
        ("wake me at 7:30pm", "7:30", TokenShape.TIME),
        ("Termin am 12.5.2026 absagen", "12.5.2026", TokenShape.DATE),
        ("brillo al 50 %", "50 %", TokenShape.PERCENT),
        ("spent $12.50 on lunch", "$12.50", TokenShape.MONEY),
        ("mail ana.lopez@example.org", "ana.lopez@example.org", TokenShape.EMAIL),
        ("open www.example.org/a.", "www.example.org/a", TokenShape.ADDRESS),
        ("打开https://www.example.org/a；删除小董", "https://www.example.org/a", TokenShape.ADDRESS),
        ("delete backup.tar.gz now", "backup.tar.gz", TokenShape.FILE),
        ("delete folder_20261124_223150 now", "folder_20261124_223150", TokenShape.FILE),
        ("打开wifi_guest笔记", "wifi_guest", TokenShape.FILE),
        ("1,200.50 for rent", "1,200.50", TokenShape.NUMBER),
    ],
)
def test_a_literal_is_one_token(goal: str, literal: str, shape: TokenShape) -> None:
    assert [token.text for token in cut(goal) if token.shape is shape] == [literal]


def test_blanks_beside_the_marks_of_a_quotation_are_not_its_content() -> None:
    goal = "笔记“ 买牛奶 ”"
    (quoted,) = (token for token in cut(goal) if token.shape is TokenShape.QUOTED)
    assert goal[slice(*quoted.inner)] == "买牛奶"


def test_an_apostrophe_opens_no_quotation() -> None:
    tokens = cut("l'alarme d'Anna, don't 'til Tom's back")
    assert all(token.shape is not TokenShape.QUOTED for token in tokens)


@pytest.mark.parametrize(
    "goal", ["Turn on Wi-Fi, please! 🙂", "把闹钟设为7:30，叫“起床”", "Включи Bluetooth", "  "]
)
def test_every_character_that_is_not_blank_belongs_to_a_token(goal: str) -> None:
    covered = {at for token in cut(goal) for at in range(token.start, token.end)}
    assert all(at in covered for at, character in enumerate(goal) if not character.isspace())
    assert all(goal[token.start : token.end] == token.text for token in cut(goal))
