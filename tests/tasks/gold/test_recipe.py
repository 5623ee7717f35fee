"""What a person reads out of a note with recipes."""

import pytest

from tasks.gold.recipe import recipes_in
from tests.tasks.gold.case_recipe import RICE, SOUP, as_blocks, as_table


@pytest.mark.parametrize("written", [as_table, as_blocks])
def test_both_ways_to_write_recipes_are_read(written) -> None:
    assert recipes_in(written((SOUP, RICE))) == [SOUP, RICE]
    assert recipes_in(written((SOUP, RICE)) + "\n") == [SOUP, RICE]


def test_an_empty_note_has_none() -> None:
    assert recipes_in("") == []
