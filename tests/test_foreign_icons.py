"""The benchmark of foreign icons, at a small size."""

import numpy as np

from benchmarks.foreign_icons import asked, faces
from benchmarks.foreignscreen import screen
from grounding.bundled.grounder import BundledGrounder


def test_the_same_number_draws_the_same_screen_and_each_icon_is_in_its_box() -> None:
    stock = faces()
    assert len({glyph.maker for face in stock for glyph in face}) == 3
    for number in (0, 1):
        once, again = screen(number, stock), screen(number, stock)
        assert once.picture.tobytes() == again.picture.tobytes()
        for each in once.shown:
            left, top, right, bottom = (max(0, round(edge)) for edge in each.box)
            assert np.ptp(np.asarray(once.picture)[top:bottom, left:right]) > 30


def test_most_icons_of_fonts_never_learned_are_found() -> None:
    grounder, stock = BundledGrounder.load(), faces()
    made = [each for number in range(2) for each in asked(grounder, number, stock)]
    there = [each for each in made if each.box is not None]
    assert sum(each.right for each in there) >= 0.6 * len(there)
    assert sum(each.tapped for each in made if each.box is None) <= 0.25 * (len(made) - len(there))
