"""What a text field is for, as far as the guard has to know."""

import re

from device.screen import UIElement

_SEARCH = re.compile(r"search|find|filter|query|url|address_?bar|address bar|omnibox|搜索|搜尋|查找", re.I)


def is_search(field: UIElement) -> bool:
    """Whether what is typed there is looked for, and goes nowhere."""
    return any(_SEARCH.search(text) for text in (field.resource_id, field.hint, field.content_description))
