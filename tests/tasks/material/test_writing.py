"""Records written down as notes and pictures have them."""

from tasks.material.writing import as_blocks, as_table, written

SOUP = {"title": "Soup", "servings": "2", "directions": "Cook it well, for an hour or for two."}
TEA = {"title": "Tea", "servings": "1", "directions": ""}


def test_a_table_has_its_names_on_top() -> None:
    assert as_table([SOUP, TEA]) == (
        "title|servings|directions\nSoup|2|Cook it well, for an hour or for two.\nTea|1|"
    )


def test_blocks_begin_with_what_they_are_and_are_set_apart() -> None:
    assert as_blocks("Recipe", [SOUP, TEA]) == (
        "Recipe: Soup\n servings: 2\n directions: Cook it well, for an hour or for two.\n"
        "\n"
        "Recipe: Tea\n servings: 1\n directions: \n"
    )


def test_long_values_go_on_below() -> None:
    assert as_blocks("Recipe", [SOUP], 20) == (
        "Recipe: Soup\n servings: 2\n directions: Cook it well, for an\nhour or for two.\n"
    )


def test_each_form_has_its_name() -> None:
    assert written("csv", "Recipe", [SOUP]) == as_table([SOUP])
    assert written("text_block", "Recipe", [SOUP]) == as_blocks("Recipe", [SOUP])
