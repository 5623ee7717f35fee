"""Controls of the apps are what they are taken for."""

import pytest

from tests.agent.safety.control import LOCALES, Page, misjudged, pages
from tests.thin import thinned


@pytest.mark.parametrize("place", thinned(range(len(pages())), 3), ids=lambda place: str(pages()[place]))
def test_a_control_is_what_it_is_taken_for(place: int) -> None:
    assert not list(misjudged(pages()[place], LOCALES[place % 2]))


@pytest.mark.full
@pytest.mark.parametrize("page", pages(), ids=str)
def test_it_is_in_the_other_language_too(page: Page) -> None:
    assert not [miss for locale in LOCALES for miss in misjudged(page, locale)]


def test_both_parts_know_both_kinds() -> None:
    for part in ("seen", "unseen", "fresh"):
        listed = [page for page in pages() if page.part == part]
        assert sum(page.count for page in listed) >= 30
        assert any(page.held for page in listed)
        assert any(page.free for page in listed)
