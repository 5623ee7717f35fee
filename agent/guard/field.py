"""What a text field is for, as far as the guard has to know."""

import re

from device.screen import UIElement

_SEARCH = re.compile(r"search|find|filter|query|url|address_?bar|address bar|omnibox|搜索|搜尋|查找", re.I)


def is_search(field: UIElement) -> bool:
    """Whether what is typed there is looked for, and goes nowhere."""
    return says_search(field.resource_id, field.hint, field.content_description)


def says_search(*texts: str) -> bool:
    """Whether an id, a hint or a name of a field says so."""
    return any(map(_SEARCH.search, texts))
