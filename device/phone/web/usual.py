"""What elements look like before a page says anything: the browser's own style sheet, and old attributes."""

import re
from collections.abc import Mapping
from functools import cache

from device.phone.web.sheet import declared

MODAL = ":modal"
"""Stands among the attributes of a dialog that lies over the whole page."""
_CONTROL = (
    "display: inline-block; font-size: 13.333px; border: 1px solid #767676; color: #000000; "
    "line-height: normal; font-weight: normal"
)
_SHEET = {
    "html body div section article aside header footer nav main address figure figcaption hgroup form "
    "fieldset details summary "
    "dl dt center legend search": "display: block",
    "body": "margin: 8px; display: block",
    "h1": "display: block; font-size: 2em; margin: 0.67em 0; font-weight: bold",
    "h2": "display: block; font-size: 1.5em; margin: 0.83em 0; font-weight: bold",
    "h3": "display: block; font-size: 1.17em; margin: 1em 0; font-weight: bold",
    "h4": "display: block; margin: 1.33em 0; font-weight: bold",
    "h5": "display: block; font-size: 0.83em; margin: 1.67em 0; font-weight: bold",
    "h6": "display: block; font-size: 0.67em; margin: 2.33em 0; font-weight: bold",
    "p": "display: block; margin: 1em 0",
    "blockquote figure": "display: block; margin: 1em 40px",
    "dl": "display: block; margin: 1em 0",
    "dd": "display: block; margin-left: 40px",
    "ul menu": "display: block; margin: 1em 0; padding-left: 40px; list-style-type: disc",
    "ol": "display: block; margin: 1em 0; padding-left: 40px; list-style-type: decimal",
    "li": "display: list-item",
    "pre": "display: block; margin: 1em 0; white-space: pre; font-size: 13px",
    "code kbd samp tt": "font-size: 13px",
    "hr": "display: block; margin: 0.5em auto; border: 1px solid #808080; height: 0",
    "b strong": "font-weight: bold",
    "th": "display: table-cell; font-weight: bold; text-align: center; padding: 1px; vertical-align: middle",
    "td": "display: table-cell; padding: 1px; vertical-align: middle",
    "tr": "display: table-row",
    "thead tbody tfoot": "display: table-row-group",
    "table": "display: table; text-align: start",
    "caption": "display: table-caption; text-align: center",
    "small": "font-size: smaller",
    "sub": "font-size: smaller; vertical-align: sub",
    "sup": "font-size: smaller; vertical-align: super",
    "big": "font-size: larger",
    "u ins": "text-decoration: underline",
    "s strike del": "text-decoration: line-through",
    "a": "",
    "mark": "background-color: #FFFF00; color: #000000",
    "center": "display: block; text-align: center",
    "fieldset": "display: block; margin: 0 2px; padding: 0.35em 0.75em 0.625em; border: 2px solid #C0C0C0",
    "legend": "display: block; padding: 0 2px",
    "button": f"{_CONTROL}; text-align: center; padding: 2px 7px; border-radius: 3px; "
    "background-color: #EFEFEF; box-sizing: border-box; white-space: normal",
    "input select": f"{_CONTROL}; text-align: start; padding: 2px 3px; background-color: #FFFFFF",
    "textarea": f"{_CONTROL}; text-align: start; padding: 2px; background-color: #FFFFFF",
    "img canvas video iframe audio object embed meter progress svg": "display: inline-block",
    "iframe": "display: inline-block; border: 2px solid #EEEEEE",
    "dialog": "display: block; margin: 1em auto; padding: 1em; border: 3px solid #000000; "
    "background-color: #FFFFFF; color: #000000; width: fit-content",
    "datalist template area base col colgroup param source track noscript option optgroup script "
    "style": "display: none",
    "summary": "display: list-item; list-style-type: disclosure-closed",
}


@cache
def usual() -> Mapping[str, Mapping[str, str]]:
    """Tag to declarations; "li ul" is a list within a list."""
    found: dict[str, dict[str, str]] = {}
    for tags, text in _SHEET.items():
        for tag in tags.split():
            found.setdefault(tag, {}).update(declared(text)[0])
    for tag in ("ul", "ol"):
        found[f"li {tag}"] = {**found[tag], "margin-top": "0", "margin-bottom": "0"}
    found["li ul"]["list-style-type"] = "circle"
    return found


_FONT_SIZES = {"1": "10px", "2": "13px", "3": "16px", "4": "18px", "5": "24px", "6": "32px", "7": "48px"}
_CHECK = (
    "display: inline-block; width: 13px; height: 13px; border: 0 none; padding: 0; margin: 3px 3px 3px 4px; "
    "background: none"
)
_SLIDER = "width: 129px; height: 16px; border: 0 none; padding: 0; margin: 2px"
_SIZED = frozenset(["img", "table", "td", "th", "iframe", "hr", "video", "col", "svg"])
_ALIGNED = frozenset(["td", "th", "tr", "p", "div", "h1", "h2", "h3", "h4"])
_BUTTON_KINDS = ("submit", "reset", "button", "image", "color")


def hints(tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Declarations that old attributes stand for (width, bgcolor, align, hidden, ...)."""
    found: dict[str, str] = {}
    if tag == "input":
        found.update(_input_hints(attributes.get("type", "text").lower()))
    elif tag == "table":
        found.update(_table_hints(attributes))
    elif tag == "font":
        found.update(_font_hints(attributes))
    elif tag == "a" and "href" in attributes:
        found.update({"color": "#0000EE", "text-decoration-line": "underline"})
    if tag in _SIZED:
        for name in ("width", "height"):
            size = re.fullmatch(r"\s*(\d{1,6}(?:\.\d+)?)(px|%)?\s*", attributes.get(name, ""))
            if size:
                found[name] = size[1] + (size[2] or "px")
    if "bgcolor" in attributes:
        found["background-color"] = attributes["bgcolor"]
    if tag in _ALIGNED and "align" in attributes:
        found["text-align"] = attributes["align"]
    found.update(_shown(tag, attributes))
    return found


def _shown(tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Whether and how it stands on the page."""
    if (tag == "dialog" and "open" not in attributes) or "hidden" in attributes:
        return {"display": "none"}
    if tag == "dialog" and MODAL in attributes:
        return {"position": "fixed"}
    if attributes.get("contenteditable", "false") != "false" and "display" not in usual().get(tag, {}):
        return {"display": "inline-block"}
    return {}


def _input_hints(kind: str) -> Mapping[str, str]:
    if kind in ("checkbox", "radio"):
        return dict(declared(_CHECK)[0])
    if kind == "hidden":
        return {"display": "none"}
    if kind in _BUTTON_KINDS:
        return usual()["button"]
    if kind == "file":
        return dict(declared("border: 0 none; padding: 0; background: none")[0])
    return dict(declared(_SLIDER)[0]) if kind == "range" else {}


def _table_hints(attributes: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if attributes.get("align") == "center":
        found.update({"margin-left": "auto", "margin-right": "auto"})
    if attributes.get("border", "0") not in ("", "0"):
        found.update(declared("border: 1px solid #808080")[0])
    if attributes.get("cellspacing", "").isdigit():
        found["border-spacing"] = attributes["cellspacing"] + "px"
    return found


def _font_hints(attributes: Mapping[str, str]) -> dict[str, str]:
    size = _FONT_SIZES.get(attributes.get("size", ""))
    found = {"font-size": size} if size else {}
    if "color" in attributes:
        found["color"] = attributes["color"]
    return found
