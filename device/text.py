"""Text that can be written down, sent and shown, whatever somebody put together."""

import re

_SURROGATES = re.compile("([\ud800-\udbff])([\udc00-\udfff])|[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text with what no encoding can write made whole.

    Two halves of a pair become the character they stand for, a lone half becomes U+FFFD.
    """
    return text if text.isascii() else _SURROGATES.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    if found[1] is None:
        return "\ufffd"
    return chr(0x10000 + ((ord(found[1]) - 0xD800) << 10) + ord(found[2]) - 0xDC00)
