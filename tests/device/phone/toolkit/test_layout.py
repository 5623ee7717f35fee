"""Layout: sizes and places by example, and laws that hold for any tree of views."""

from hypothesis import given, settings
from hypothesis import strategies as st

from device.look.hierarchy import parse_hierarchy
from device.phone.screen.dump import elements_of, xml_of
from device.phone.screen.frame import Frame, FrameWindow
from device.phone.toolkit.inside import text_boxes
from device.phone.toolkit.layout import Metrics, Node, index_at, lay_out
from device.phone.toolkit.view import FieldText, LayoutState, Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED_ROW,
    FILL,
    FULL_SIZE,
    STACKED,
    Box,
    Flow,
    Icon,
    Input,
    Pager,
    Shape,
    Surface,
    Text,
)

PLAIN = Metrics(1.0, 1.0)
"""One pixel per dp, so that the examples can be read."""
PIXEL = Metrics(2.625, 1.0)
NOTHING = LayoutState()


def box(view: View, width: int = 400, height: int = 300, state: LayoutState = NOTHING) -> Node:
    return lay_out(view, 0, 0, width, height, PLAIN, state)


def boxes(node: Node) -> list[tuple[int, int, int, int]]:
    return [child.box for child in node.children]


def block(width: float, height: float, **more: object) -> View:
    return View(box=Box(width=width, height=height, **more))  # type: ignore[arg-type]


# -- rows and columns --------------------------------------------------------------------------------
def test_a_column_puts_children_below_each_other_with_gap_padding_and_margin() -> None:
    view = View(
        box=Box(padding=(10, 20, 0, 0)),
        flow=Flow(gap=5),
        children=(block(50, 30), block(60, 40, margin=(1, 2, 3, 4)), block(7, 8)),
    )
    assert boxes(box(view)) == [(10, 20, 60, 50), (11, 57, 71, 97), (10, 106, 17, 114)]


def test_a_row_shares_what_is_left_by_weight() -> None:
    view = View(
        flow=Flow("row"),
        children=(block(100, 10), View(box=Box(height=10, weight=1)), View(box=Box(height=10, weight=2))),
    )
    assert boxes(box(view)) == [(0, 0, 100, 10), (100, 0, 200, 10), (200, 0, 400, 10)]


def test_fill_along_the_axis_takes_the_rest() -> None:
    view = View(flow=Flow("row"), children=(View(box=Box(width=FILL, height=10)), block(100, 10)))
    assert boxes(box(view)) == [(0, 0, 300, 10), (300, 0, 400, 10)]


def test_alignment_across_and_along() -> None:
    def placed(align: str, justify: str) -> list[tuple[int, int, int, int]]:
        children = (block(100, 50), block(200, 50))
        return boxes(box(View(flow=Flow(align=align, justify=justify), children=children)))  # type: ignore[arg-type]

    assert placed("center", "center") == [(150, 100, 250, 150), (100, 150, 300, 200)]
    assert placed("end", "end") == [(300, 200, 400, 250), (200, 250, 400, 300)]
    assert placed("start", "between") == [(0, 0, 100, 50), (0, 250, 200, 300)]


def test_stretch_fills_across_and_a_wrapping_container_gives_all_the_widest() -> None:
    filled = box(View(flow=Flow(align="stretch"), children=(View(box=Box(height=10)), block(50, 10))))
    assert boxes(filled) == [(0, 0, 400, 10), (0, 10, 50, 20)]
    inner = View(
        flow=Flow(align="stretch"),
        children=(View(box=Box(height=10), children=(block(80, 5),)), View(box=Box(height=10))),
    )
    wrapped = box(View(children=(inner,))).children[0]
    assert boxes(wrapped) == [(0, 0, 80, 10), (0, 10, 80, 20)]


def test_min_height_holds_for_a_small_content() -> None:
    view = View(children=(View(box=Box(min_height=72), flow=CENTRED_ROW, children=(block(10, 20),)),))
    row = box(view).children[0]
    assert row.box == (0, 0, 10, 72)
    assert boxes(row) == [(0, 26, 10, 46)]


def test_a_stack_aligns_and_places_by_fractions() -> None:
    view = View(
        flow=Flow("stack", align="end", justify="end"),
        children=(block(100, 50), block(20, 20, place=(0.5, 0.25)), View(box=FULL_SIZE)),
    )
    assert boxes(box(view)) == [(300, 250, 400, 300), (190, 65, 210, 85), (0, 0, 400, 300)]


def test_what_fills_a_wrapping_stack_takes_its_size() -> None:
    view = View(children=(View(flow=STACKED, children=(View(box=FULL_SIZE), block(30, 20))),))
    assert boxes(box(view).children[0]) == [(0, 0, 30, 20), (0, 0, 30, 20)]


def test_rows_and_columns_cut_their_children_and_stacks_do_not() -> None:
    column = View(box=Box(width=20, height=20), children=(block(20, 15), block(20, 15)))
    clips = [node.clip for node in box(View(children=(column,))).children[0].children]
    assert clips == [(0, 0, 20, 15), (0, 15, 20, 20)]
    knob = block(20, 20, place=(0.0, 0.5))
    track = View(box=Box(width=20, height=20, margin=(50, 50, 0, 0)), flow=STACKED, children=(knob,))
    node = box(View(children=(track,))).children[0]
    assert node.box == (50, 50, 70, 70)
    assert node.children[0].clip == (40, 50, 60, 70)


# -- text --------------------------------------------------------------------------------------------
def test_text_wraps_at_its_width_and_is_cut_at_max_lines() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve"
    free = box(View(children=(View(text=Text(text), box=Box(width=120.0)),))).children[0]
    cut = box(View(children=(View(text=Text(text, max_lines=2), box=Box(width=120.0)),))).children[0]
    assert free.text is not None
    assert cut.text is not None
    assert len(free.text.lines) > 2
    assert " ".join(line.strip() for line in free.text.lines) == text
    assert len(cut.text.lines) == 2
    assert cut.text.lines[-1].endswith("…")
    assert free.height == len(free.text.lines) * free.text.line_height
    assert all(width <= 120 for width in free.text.widths)


def test_a_larger_font_scale_takes_more_room() -> None:
    view = View(children=(View(text=Text("Bluetooth")),))
    small = lay_out(view, 0, 0, 900, 300, Metrics(2.625, 1.0), NOTHING).children[0]
    large = lay_out(view, 0, 0, 900, 300, Metrics(2.625, 1.5), NOTHING).children[0]
    assert large.width > small.width
    assert large.height > small.height


# -- scrolling ---------------------------------------------------------------------------------------
def listing(count: int, key: str = "list") -> View:
    return View(box=FULL_SIZE, scroll=key, children=tuple(block(400, 50) for _ in range(count)))


def test_a_container_scrolls_culls_and_clamps() -> None:
    node = box(View(children=(listing(20),)), state=LayoutState(scroll={"list": 75})).children[0]
    assert node.scroll_max == 20 * 50 - 300
    assert node.offset == 75
    assert [child.clip for child in node.children[:2]] == [(0, 0, 400, 25), (0, 25, 400, 75)]
    assert len(node.children) == 7
    assert len(node.culled) == 13
    far = box(View(children=(listing(20),)), state=LayoutState(scroll={"list": 9999})).children[0]
    assert far.offset == far.scroll_max
    short = box(View(children=(listing(2),)), state=LayoutState(scroll={"list": 40})).children[0]
    assert (short.offset, short.scroll_max) == (0, 0)


# -- text fields -------------------------------------------------------------------------------------
def field_node(text: FieldText, width: float = 200.0, **more: object) -> Node:
    box_ = Box(width=width, padding=(10, 10, 10, 10))
    view = View(box=box_, input=Input("name", **more))  # type: ignore[arg-type]
    state = LayoutState(fields={"name": text}, focus="name")
    return box(View(children=(view,)), state=state).children[0]


def test_a_field_shows_its_hint_until_it_has_text() -> None:
    empty = field_node(FieldText(), hint="Name")
    assert empty.editor is not None
    assert empty.editor.is_hint
    assert empty.editor.text == "Name"
    assert index_at(empty, 100, 20) == 0
    filled = field_node(FieldText("Ann", 3, 3), hint="Name")
    assert filled.editor is not None
    assert (filled.editor.text, filled.editor.is_hint) == ("Ann", False)


def test_a_password_is_dots() -> None:
    node = field_node(FieldText("secret", 6, 6), password=True)
    assert node.editor is not None
    assert node.editor.text == "••••••"


def test_the_cursor_of_a_long_line_stays_in_view() -> None:
    text = "abcdefghij" * 10
    for at in (0, 37, 100):
        editor = field_node(FieldText(text, at, at)).editor
        assert editor is not None
        assert editor.cursor is not None
        assert 0 <= editor.cursor[0] < editor.cursor[2] <= 180


def test_a_tap_in_a_field_finds_the_gap_between_characters() -> None:
    node = field_node(FieldText("WWWWiiii", 0, 0))
    assert index_at(node, 0, 20) == 0
    assert index_at(node, 399, 20) == 8
    seen = [index_at(node, x, 20) for x in range(0, 200, 3)]
    assert seen == sorted(seen)
    assert set(seen) == set(range(9))


def test_a_multiline_field_wraps_and_every_line_can_be_tapped() -> None:
    text = "first line\nsecond, which is long enough to be broken\n\nlast"
    node = field_node(FieldText(text, 0, len(text)), kind="multiline")
    assert node.editor is not None
    lines = node.editor.block.lines
    assert len(lines) > 4
    assert len(node.editor.selection) == len(lines)
    for number, start in enumerate(node.editor.block.starts):
        y = 10 + number * node.editor.block.line_height + 2
        assert index_at(node, 0, y) == start


def test_selection_is_marked_from_start_to_end() -> None:
    editor = field_node(FieldText("hello world", 6, 11)).editor
    assert editor is not None
    assert len(editor.selection) == 1
    left, _, right, _ = editor.selection[0]
    assert 0 < left < right


# -- any tree ----------------------------------------------------------------------------------------
length = st.one_of(st.none(), st.just(FILL), st.floats(0, 500))
edges = st.one_of(st.just((0.0, 0.0, 0.0, 0.0)), st.tuples(*[st.floats(0, 40)] * 4))
words = st.one_of(
    st.just(""), st.text(max_size=40), st.sampled_from(["Wi-Fi", 'on <&> "off"', "a\x00\ud800b\n\tc"])
)
keys = st.sampled_from(["", "", "", "one", "two"])


def _nothing() -> None:
    return None


def views(children: st.SearchStrategy[tuple[View, ...]]) -> st.SearchStrategy[View]:
    return st.builds(
        View,
        class_name=st.sampled_from(["android.view.ViewGroup", "TextView", "Switch", "EditText"]),
        resource_id=st.sampled_from(["", "title", "android:id/list"]),
        text=st.builds(
            Text,
            words,
            style=st.sampled_from(["body_large", "title_large", "label_small"]),
            align=st.sampled_from(["start", "center", "end"]),
            max_lines=st.integers(0, 3),
        ),
        content_description=words,
        icon=st.builds(Icon, st.sampled_from(["", "check"])),
        children=children,
        box=st.builds(
            Box,
            width=length,
            height=length,
            weight=st.sampled_from([0.0, 0.0, 1.0, 2.5]),
            min_height=st.sampled_from([0.0, 72.0]),
            padding=edges,
            margin=edges,
            place=st.one_of(st.none(), st.tuples(st.floats(0, 1), st.floats(0, 1))),
        ),
        flow=st.builds(
            Flow,
            axis=st.sampled_from(["column", "row", "stack"]),
            gap=st.sampled_from([0.0, 8.0]),
            align=st.sampled_from(["start", "center", "end", "stretch"]),
            justify=st.sampled_from(["start", "center", "end", "between"]),
        ),
        surface=st.builds(
            Surface,
            st.sampled_from(["", "surface", "#FF0000"]),
            radius=st.sampled_from([0.0, 12.0]),
            border=st.sampled_from(["", "outline"]),
            border_width=st.sampled_from([0.0, 1.0]),
            elevation=st.sampled_from([0.0, 3.0]),
        ),
        shapes=st.sampled_from(
            [(), (Shape("arc", "primary"), Shape("line", "primary"), Shape("circle", "primary"))]
        ),
        checked=st.sampled_from([None, True, False]),
        enabled=st.booleans(),
        selected=st.booleans(),
        important=st.sampled_from([True, True, True, False]),
        on_tap=st.sampled_from([None, _nothing]),
        input=st.builds(
            Input,
            keys,
            words,
            kind=st.sampled_from(["text", "multiline", "number"]),
            password=st.booleans(),
        ),
        scroll=keys,
        pager=st.builds(Pager, st.sampled_from(["", "", "", "pages"])),
    )


trees = st.recursive(
    views(st.just(())), lambda below: views(st.lists(below, max_size=4).map(tuple)), max_leaves=12
)
states = st.builds(
    LayoutState,
    fields=st.dictionaries(
        st.sampled_from(["one", "two"]),
        st.builds(FieldText, st.text(max_size=80), st.integers(-2, 90), st.integers(-2, 90)),
    ),
    scroll=st.dictionaries(st.sampled_from(["one", "two"]), st.integers(-500, 5000)),
    focus=st.sampled_from(["", "one", "two"]),
)
LEFT, TOP, WIDTH, HEIGHT = 0, 128, 1080, 2146


def laid(tree: View, state: LayoutState) -> Node:
    return lay_out(tree, LEFT, TOP, WIDTH, HEIGHT, PIXEL, state)


@given(trees, states)
@settings(max_examples=60, deadline=None)
def test_any_tree_is_laid_out_within_the_window(tree: View, state: LayoutState) -> None:
    for node in laid(tree, state).walk():
        left, top, right, bottom = node.clip
        assert LEFT <= left < right <= LEFT + WIDTH
        assert TOP <= top < bottom <= TOP + HEIGHT
        assert node.left <= left
        assert right <= node.right
        assert (node.right - node.left, node.bottom - node.top) == (node.width, node.height)
        assert 0 <= node.offset <= node.scroll_max


@given(trees, states)
@settings(max_examples=50, deadline=None)
def test_drawn_text_lies_in_its_box_or_is_cut_off(tree: View, state: LayoutState) -> None:
    for node in laid(tree, state).walk():
        for _, (left, top, right, bottom) in text_boxes(node, 2.625):
            assert right > left
            assert bottom > top
            inside = node.left <= left and right <= node.right and node.top <= top and bottom <= node.bottom
            assert inside or node.editor is not None or node.text is not None


@given(trees, states)
@settings(max_examples=50, deadline=None)
def test_a_tap_on_the_middle_of_a_node_meets_it_or_something_over_it(tree: View, state: LayoutState) -> None:
    root = laid(tree, state)
    frame = Frame((FrameWindow("app", "p", lambda: root),), Screen(tree), False, (1080, 2400))
    order = {id(node): place for place, node in enumerate(root.walk())}
    for node in root.walk():
        left, top, right, bottom = node.clip
        hit = frame.hit((left + right) // 2, (top + bottom) // 2)
        assert hit is not None
        assert hit.path[0] is root
        if node.view.on_tap is not None:
            assert node in hit.path or order[id(hit.path[-1])] > order[id(node)]


@given(trees, states)
@settings(max_examples=60, deadline=None)
def test_the_xml_of_any_tree_gives_the_elements_back(tree: View, state: LayoutState) -> None:
    elements = elements_of(laid(tree, state), "com.example")
    assert parse_hierarchy(xml_of(elements)).elements == elements


@given(trees, states)
@settings(max_examples=50, deadline=None)
def test_any_tree_can_be_painted_and_nothing_leaves_the_window(tree: View, state: LayoutState) -> None:
    root = laid(tree, state)
    frame = Frame((FrameWindow("app", "p", lambda: root),), Screen(tree), False, (1080, 2400))
    commands = frame.commands()
    for command in commands:
        left, top, right, bottom = command.clip
        assert 0 <= left < right <= 1080
        assert 0 <= top < bottom <= 2400
    assert commands is frame.commands()
