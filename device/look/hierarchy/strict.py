"""The quick way: a document that is well-formed XML."""

from xml.parsers import expat

from device.look.hierarchy.node import TreeBuilder


class NotWellFormed(Exception):
    """The document needs the tolerant reader."""


def read_strict(text: str) -> TreeBuilder:
    """Read a well-formed document. Raises NotWellFormed for anything else, and for a DTD (entity bombs)."""
    builder = TreeBuilder()
    opened: list[bool] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        opened.append(builder.start(tag, attributes))

    def end(_tag: str) -> None:
        if opened.pop():
            builder.end()

    def doctype(*_parts: object) -> None:
        raise NotWellFormed("a document type definition")

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise NotWellFormed(str(error)) from error
    return builder
