"""Hand-made observations: a tree of rows in a few words."""

from dataclasses import dataclass, field, replace

from device.screen import Bounds, Observation, UIElement

CLASSES = {
    "text": "android.widget.TextView",
    "row": "android.widget.LinearLayout",
    "list": "androidx.recyclerview.widget.RecyclerView",
    "switch": "android.widget.Switch",
    "slider": "android.widget.SeekBar",
    "button": "android.widget.Button",
    "field": "android.widget.EditText",
    "image": "android.widget.ImageButton",
    "box": "android.widget.FrameLayout",
    "toggle": "android.widget.CompoundButton",
}


@dataclass
class Node:
    kind: str
    label: str = ""
    children: tuple["Node", ...] = ()
    box: tuple[int, int, int, int] | None = None
    flags: dict[str, object] = field(default_factory=dict)


def node(kind: str, label: str = "", *children: Node, box=None, **flags: object) -> Node:
    return Node(kind, label, children, box, flags)


def row(label: str, *extra: Node, summary: str = "", **flags: object) -> Node:
    """A settings row: its title, perhaps a summary, perhaps a control; tapped as a whole."""
    texts = (node("text", label), *((node("text", summary),) if summary else ()))
    return node("row", "", *texts, *extra, is_clickable=True, **flags)


def switch(on: bool, **flags: object) -> Node:
    return node("switch", "", is_checkable=True, is_checked=on, **flags)


def screen(
    *nodes: Node, package: str = "com.android.settings", activity: str = "", title: str = "", up: bool = True
) -> Observation:
    """An observation whose rows lie below each other, 150 pixels each, unless they say where."""
    head = []
    if title:
        head.append(node("text", title, resource_id="x:id/collapsing_toolbar_title", box=(0, 150, 1080, 290)))
    if up:
        head.append(
            node("image", content_description="Navigate up", is_clickable=True, box=(0, 130, 130, 250))
        )
    elements: list[UIElement] = []
    top = 300
    for item in (*head, *nodes):
        box = item.box or (0, top, 1080, top + 150)
        if item.box is None:
            top += 150
        _place(item, box, 1, package, elements)
    root = UIElement(0, class_name=CLASSES["box"], bounds=Bounds(0, 0, 1080, 2400), package_name=package)
    return Observation(
        screenshot=None,
        elements=(root, *elements),
        package=package,
        activity=activity or f"{package}.Page",
        keyboard_shown=False,
        size=(1080, 2400),
    )


def _place(
    item: Node, box: tuple[int, int, int, int], depth: int, package: str, out: list[UIElement]
) -> None:
    element = UIElement(
        index=len(out) + 1,
        text=item.label,
        class_name=CLASSES[item.kind],
        package_name=package,
        bounds=Bounds(*box),
        depth=depth,
        is_editable=item.kind == "field",
        is_scrollable=item.kind == "list",
    )
    out.append(replace(element, **item.flags))
    left, upper, right, lower = box
    if item.kind == "list":
        place = upper
        for child in item.children:
            _place(child, child.box or (left, place, right, place + 150), depth + 1, package, out)
            place += 150
        return
    texts = [child for child in item.children if child.kind == "text"]
    height = (lower - upper) // max(1, len(texts))
    for number, child in enumerate(item.children):
        if child.kind == "text":
            edge = right - min(300, (right - left) // 3)
            inner = (left + 60, upper + number * height, edge, upper + (number + 1) * height)
        elif child.kind == "slider":
            inner = (left + 60, upper + 80, right - 60, lower)
        else:
            inner = (right - 200, upper + 30, right - 60, lower - 30)
        _place(child, child.box or inner, depth + 1, package, out)
