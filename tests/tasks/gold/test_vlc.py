"""What a person reads off the pictures of a film."""

import pytest
from PIL import Image

from tasks.gold import vlc


@pytest.mark.parametrize(
    ("readings", "texts"),
    [
        ([(1.0, "Hannah"), (1.0, "Noah")], ["Hannah", "Noah"]),
        ([(1.0, "Anna"), (1.0, "Hannah"), (1.0, "Hana")], ["Anna", "Hannah", "Hana"]),
        ([(0.96, "Moteo"), (0.99, "Mateo"), (1.0, "Hugo")], ["Mateo", "Hugo"]),
        ([(0.99, "lan"), (0.99, "0mar"), (0.95, "0scar"), (0.96, "Oscar")], ["Ian", "Omar", "Oscar"]),
        ([(1.0, "edna"), (1.0, "lime")], ["edna", "lime"]),
        ([(1.0, ""), (1.0, "Ana"), (1.0, ""), (1.0, "Ana")], ["Ana"]),
        ([(1.0, "lime"), (1.0, "edna")], ["lime", "edna"]),
        ([(1.0, "Emma"), (1.0, "Anna"), (1.0, "Ada")], ["Emma", "Anna", "Ada"]),
        ([], []),
    ],
)
def test_readings_that_differ_by_a_mistake_are_one_text(monkeypatch, readings, texts) -> None:
    monkeypatch.setattr(vlc, "_SURE", 2.0)  # nothing is sure: every picture is read
    order = [place for place in range(len(readings)) if place % 2 == 0]
    order += [place for place in range(len(readings)) if place % 2]
    by_order = iter([readings[place] for place in order])
    monkeypatch.setattr(vlc, "_read", lambda _picture: next(by_order))
    assert vlc.texts_in([Image.new("RGB", (4, 3)) for _ in readings]) == texts


def test_a_picture_between_sure_ones_is_not_read(monkeypatch) -> None:
    read: list[str] = []

    def note(_picture: Image.Image) -> tuple[float, str]:
        read.append("")
        return 1.0, "one"

    monkeypatch.setattr(vlc, "_read", note)
    assert vlc.texts_in([Image.new("RGB", (4, 3))] * 7) == ["one"]
    assert len(read) == 4
