"""What a control says and where it stands decide what it is taken for; a finger goes by what it lands on."""

import pytest

from agent.action.action import Click, InputText, KeyboardEnter
from agent.action.touched import control_at
from agent.guard.sensitive import sensitive_classes
from agent.run.step import Spot
from device.screen import Bounds, Observation, Point, UIElement
from grounding.target import Target
from tests.table import each_row

BUTTON = "android.widget.Button"
BOX = Bounds(40, 500, 1040, 620)


def classes_of(
    *texts: str, kind: str = BUTTON, around: tuple[UIElement, ...] = (), package: str = "a.b"
) -> set[str]:
    """The classes of a control that says these, one below the other."""
    control = UIElement(0, texts[0] if kind == BUTTON else "", bounds=BOX, class_name=kind, is_clickable=True)
    lines = (
        ()
        if kind == BUTTON
        else tuple(
            UIElement(1 + n, text, bounds=Bounds(50, 505 + 20 * n, 700, 524 + 20 * n))
            for n, text in enumerate(texts)
        )
    )
    seen = Observation(None, (control, *lines, *around), package, "", False, (1080, 2400))
    click, spot = Click(target=Target(element=0)), Spot(point=BOX.center, confidence=1, method="element")
    return set(sensitive_classes(click, (spot,), seen))


def told(text: str, **more: object) -> UIElement:
    return UIElement(90, text, bounds=Bounds(0, 100, 1080, 200), **more)  # type: ignore[arg-type]


@each_row(
    ("label", "expected"),
    [
        ("Cancel my subscription", "purchase"),
        ("Cancel booking", "purchase"),
        ("Start 7-day free trial", "purchase"),
        ("Try for free", "purchase"),
        ("Return items", "purchase"),
        ("Request a refund", "purchase"),
        ("End membership", "purchase"),
        ("取消预订", "purchase"),
        ("申请退款", "purchase"),
        ("立即试用", "purchase"),
        ("Empty the recycle bin", "delete"),
        ("Empty junk", "delete"),
        ("Clear search history", "delete"),
        ("舍弃", "delete"),
        ("放弃更改", "delete"),
        ("清除浏览记录", "delete"),
        ("Block this card", "account"),
        ("Thaw card", "account"),
        ("挂失银行卡", "account"),
        ("Set a new passcode", "account"),
        ("设置新密码", "account"),
        ("Reveal CVV", "credentials"),
        ("View saved passwords", "credentials"),
        ("Show recovery phrase", "credentials"),
        ("查看卡号", "credentials"),
        ("显示助记词", "credentials"),
    ],
)
def test_what_binds_or_bares_is_held(label: str, expected: str) -> None:
    assert expected in classes_of(label)


@each_row(
    "label",
    [
        "Remove star",
        "Remove bookmark",
        "Remove from favourites",
        "Remove from cart",
        "Proceed to checkout",
        "移除星标",
        "从购物车中移除",
        "去结账",
        "付款方式",
        "支付记录",
        "付款服务",
        "订阅管理",
        "已安装",
        "已发送",
        "未支付",
        "定期转账",
        "获取验证码",
        "Show details",
        "Cancel",
        "Cancel selection",
        "Update",
        "Return",
        "Show",
        "Clear search",
        "Trial version",
        "Lock screen",
        "Card",
        "更新",
        "显示",
    ],
)
def test_marks_lists_and_names_are_let_pass(label: str) -> None:
    assert classes_of(label) == set()


@pytest.mark.parametrize(
    ("label", "page", "expected"),
    [
        ("Return", "Order details", "purchase"),
        ("Update", "Uninstall", "install"),
        ("更新", "卸载", "install"),
        ("Show", "Card PIN", "credentials"),
        ("显示", "卡片密码", "credentials"),
        ("Add card", "Card number", "payment"),
        ("添加银行卡", "卡号", "payment"),
    ],
)
def test_a_plain_label_is_what_its_page_makes_of_it(label: str, page: str, expected: str) -> None:
    assert classes_of(label, around=(told(page),)) == {expected}
    assert classes_of(label, around=(told("Pin to the top; sort order"),)) == set()


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        (("Bills", "3 to pay"), False),
        (("订阅", "2 个进行中"), False),
        (("订阅", "每月 ¥12"), True),
        (("$5.00", "Pay"), True),
        (("Pay with", "Debit card"), False),
        (("$5.00", "Confirm and pay"), True),
        (("How to pay by card",), False),
        (("https://shop.example/login",), False),
        (("Ann", "Call"), True),
        (("Delete", "Removes it for good"), True),
        (("如何付款",), False),
    ],
)
def test_of_a_row_the_name_counts_and_what_begins_as_an_order(lines: tuple[str, ...], held: bool) -> None:
    assert bool(classes_of(*lines, kind="android.view.View")) is held


@pytest.mark.parametrize("label", ["Forward", "Reply all", "转发"])
def test_answering_a_letter_only_begins_one(label: str) -> None:
    reply = told("Reply" if label.isascii() else "回复", is_clickable=True)
    field = UIElement(91, bounds=Bounds(0, 2200, 1080, 2300), is_editable=True)
    mail = {"package": "org.example.mail"}
    assert classes_of(label, around=(reply,), **mail) == set()  # type: ignore[arg-type]
    assert classes_of(label, around=(reply, field), **mail) == {"send"}  # type: ignore[arg-type]
    assert classes_of(label, **mail) == {"send"}  # type: ignore[arg-type]


def test_a_file_is_taken_off_a_message_before_it_is_sent_and_no_other_is_removed() -> None:
    send, field = (
        told("Send", is_clickable=True),
        UIElement(91, bounds=Bounds(0, 900, 1080, 990), is_editable=True),
    )
    assert classes_of("Remove lake.txt", around=(send, field)) == set()
    assert classes_of("移除湖边.txt", around=(send, field)) == set()
    assert classes_of("Remove lake.txt") == {"delete"}
    assert classes_of("Delete lake.txt", around=(send, field)) == {"delete"}
    assert classes_of("Remove Ann", around=(send, field)) == {"delete"}


@pytest.mark.parametrize(
    ("field", "held"),
    [
        ({"hint": "Card number"}, True),
        ({"hint": "CVC"}, True),
        ({"content_description": "Code from the text message"}, True),
        ({"resource_id": "a.b:id/security_code"}, True),
        ({"hint": "验证码"}, True),
        ({"hint": "Your PIN"}, True),
        ({"hint": "Voucher code"}, False),
        ({"hint": "ZIP code"}, False),
        ({"hint": "Spinning"}, False),
        ({"hint": "Search card number"}, False),
        ({"hint": "优惠码"}, False),
        ({"hint": "Amount"}, False),
    ],
)
def test_what_is_typed_is_judged_by_what_the_field_is_called(field: dict[str, str], held: bool) -> None:
    edit = UIElement(0, bounds=BOX, is_editable=True, is_focused=True, **field)  # type: ignore[arg-type]
    seen = Observation(None, (edit,), "a.b", "", True, (1080, 2400))
    assert bool(sensitive_classes(InputText(text="4106"), (), seen)) is held


def test_enter_in_a_search_sends_nothing_in_a_mail_app_either() -> None:
    for name, classes in (("search_src_text", ()), ("body", ("send",))):
        edit = UIElement(0, resource_id=f"a:id/{name}", bounds=BOX, is_editable=True, is_focused=True)
        seen = Observation(None, (edit,), "org.example.mail", "", True, (1080, 2400))
        assert sensitive_classes(KeyboardEnter(), (), seen) == classes


def test_an_ok_to_what_never_happens_is_let_pass() -> None:
    panel = UIElement(1, bounds=Bounds(100, 400, 980, 800))
    for text, held in (
        ("Come to a branch. We never send a new PIN by e-mail.", False),
        ("我们不会通过邮件发送新密码。", False),
        ("This can't be undone. Delete it?", True),
    ):
        told_ = UIElement(2, text, bounds=Bounds(120, 420, 960, 490))
        ok = UIElement(0, "OK", bounds=BOX, class_name=BUTTON, is_clickable=True)
        seen = Observation(None, (panel, told_, ok), "a.b", "", False, (1080, 2400))
        spot = Spot(point=BOX.center, confidence=1, method="element")
        assert bool(sensitive_classes(Click(target=Target(element=0)), (spot,), seen)) is held


# -- what lies under the finger --------------------------------------------------------------------------
def test_a_button_over_a_row_is_touched_and_not_what_it_covers() -> None:
    root = UIElement(0, bounds=Bounds(0, 0, 1080, 2400))
    row = UIElement(1, bounds=Bounds(0, 2000, 1080, 2200), is_clickable=True, depth=1)
    star = UIElement(
        2, content_description="Delete", bounds=Bounds(900, 2060, 960, 2120), is_clickable=True, depth=2
    )
    over = UIElement(
        3, "Compose", bounds=Bounds(690, 2040, 1030, 2180), class_name=BUTTON, is_clickable=True, depth=1
    )
    seen = Observation(None, (root, row, star, over), "a.b", "", False, (1080, 2400))
    assert control_at(seen, star.bounds.center) is over
    assert control_at(seen, Point(1060, 2100)) is row
    apart = Observation(None, (root, row, star), "a.b", "", False, (1080, 2400))
    assert control_at(apart, star.bounds.center) is star


def test_a_tree_without_depths_goes_by_size() -> None:
    small = UIElement(0, "Pay", bounds=Bounds(100, 100, 200, 200), is_clickable=True)
    large = UIElement(1, bounds=Bounds(0, 0, 1080, 400), is_clickable=True)
    seen = Observation(None, (small, large), "a.b", "", False, (1080, 2400))
    assert control_at(seen, Point(150, 150)) is small


def test_what_is_typed_goes_into_the_field_whatever_seems_to_lie_over_it() -> None:
    root = UIElement(0, bounds=Bounds(0, 0, 1080, 2400))
    page = UIElement(1, class_name="android.webkit.WebView", bounds=Bounds(0, 0, 1080, 2400), depth=1)
    field = UIElement(
        2,
        bounds=Bounds(400, 300, 800, 360),
        class_name="android.widget.EditText",
        is_clickable=True,
        is_password=True,
        is_editable=True,
        depth=2,
    )
    send = UIElement(
        3, "Send", bounds=Bounds(820, 300, 900, 360), class_name=BUTTON, is_clickable=True, depth=2
    )
    link = UIElement(4, "Help with this", bounds=Bounds(0, 300, 1080, 420), is_clickable=True, depth=2)
    seen = Observation(None, (root, page, field, send, link), "a.b", "", False, (1080, 2400))
    typed = Spot(point=field.bounds.center, confidence=1, method="element")
    assert sensitive_classes(InputText(text="x"), (typed,), seen) == ("credentials",)
    pressed = Spot(point=send.bounds.center, confidence=1, method="element")
    assert sensitive_classes(Click(target=Target(element=3)), (pressed,), seen) == ("send",)
    beside = Spot(point=Point(100, 400), confidence=1, method="element")
    assert sensitive_classes(Click(target=Target(element=4)), (beside,), seen) == ()
