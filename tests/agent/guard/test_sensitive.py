from dataclasses import replace

import pytest

from agent.action.action import Click, Drag, InputText, KeyboardEnter, NavigateBack, OpenApp, Swipe
from agent.guard.doubt import suspected_classes
from agent.guard.sensitive import CLASSES, sensitive_classes
from agent.run.step import Spot
from device.screen import Bounds, Observation, UIElement
from grounding.target import Target
from tests.table import each_row

BOX = Bounds(0, 100, 500, 200)
SPOT = (Spot(point=BOX.center, confidence=1, method="element"),)


def tap(label: str, package: str = "com.example", **more: object) -> tuple[str, ...]:
    element = UIElement(0, text=label, bounds=BOX, is_clickable=True, **more)
    observation = Observation(None, (element,), package, "", False, (1080, 2400))
    return sensitive_classes(Click(target=Target(element=0)), SPOT, observation)


@each_row(("label", "expected"), [
        ("Pay $12.99", "payment"), ("PAY NOW", "payment"), ("确认付款", "payment"), ("转账", "payment"),
        ("Buy now", "purchase"), ("Place your order", "purchase"), ("提交订单", "purchase"),
        ("Send", "send"), ("Send SMS", "send"), ("发送", "send"), ("Call", "send"), ("拨打", "send"),
        ("Delete", "delete"), ("Delete alarm", "delete"), ("删除", "delete"), ("Uninstall", "delete"),
        ("Allow", "permission"), ("While using the app", "permission"), ("始终允许", "permission"),
        ("Install", "install"), ("安装", "install"),
        ("Sign in", "credentials"), ("登录", "credentials"),
        ("Create account", "account"), ("退出登录", "account"),
    ])  # fmt: skip
def test_each_class_is_found_in_english_and_chinese(label: str, expected: str) -> None:
    assert expected in CLASSES
    assert expected in tap(label)


@pytest.mark.parametrize(
    "label",
    [
        "Settings", "OK", "Cancel", "Save", "Payments history page", "Sender name", "Wi-Fi", "Alarm", "设置",
        "确定", "Deleted items", "Allowed networks", "Calling accounts", "Installed apps",
        "Display", "Bluetooth",
        "Hi, could you send me the report before you delete the old one please?",
        "你好，请把文件发送给我，然后把旧的都删除掉，谢谢你了",
    ],
)  # fmt: skip
def test_harmless_labels_are_let_pass(label: str) -> None:
    assert tap(label) == ()


def test_an_icon_goes_by_its_description_or_else_its_id() -> None:
    assert tap("", content_description="Send message") == ("send",)
    assert tap("", resource_id="com.example:id/delete_button") == ("delete",)


def test_the_label_inside_a_control_counts() -> None:
    row = UIElement(0, bounds=BOX, is_clickable=True)
    text = UIElement(1, text="Delete", bounds=Bounds(10, 110, 90, 190))
    page = Observation(None, (row, text), "com.example", "", False, (1080, 2400))
    assert sensitive_classes(Click(target=Target(description="x")), SPOT, page) == ("delete",)


def test_passwords_and_sending_by_enter() -> None:
    field = UIElement(0, bounds=BOX, is_editable=True, is_focused=True, is_password=True)
    page = Observation(None, (field,), "com.example", "", True, (1080, 2400))
    assert sensitive_classes(InputText(text="x"), (), page) == ("credentials",)
    chat = UIElement(0, bounds=BOX, is_editable=True, is_focused=True)
    page = Observation(None, (chat,), "com.google.android.apps.messaging", "", True, (1080, 2400))
    assert sensitive_classes(InputText(text="hello"), (), page) == ()
    assert sensitive_classes(KeyboardEnter(), (), page) == ("send",)


def test_going_about_is_harmless() -> None:
    page = Observation(None, (), "com.example", "", False, (1080, 2400))
    assert sensitive_classes(NavigateBack(), (), page) == ()
    assert sensitive_classes(OpenApp(app_name="Pay"), (), page) == ()


def test_the_backspace_of_a_keypad_deletes_nothing() -> None:
    keys = [
        UIElement(n, text=str(n), bounds=Bounds(n * 50, 300, n * 50 + 50, 350), is_clickable=True)
        for n in range(10)
    ]
    delete = UIElement(10, content_description="Delete", bounds=BOX, is_clickable=True)
    action = Click(target=Target(element=10))
    for keypad, held in (((*keys, delete), ()), ((delete,), ("delete",))):
        page = Observation(None, keypad, "com.google.android.deskclock", "", False, (1080, 2400))
        assert sensitive_classes(action, SPOT, page) == held


CLICK = Click(target=Target(element=0))
WHOLE = (1080, 2400)


def page(*elements: UIElement, package: str = "com.example", activity: str = "") -> Observation:
    return Observation(None, elements, package, activity, False, WHOLE)


def spot(element: UIElement) -> tuple[Spot, ...]:
    return (Spot(point=element.bounds.center, confidence=1, method="element"),)


def dialog(title: str, message: str, yes: str, no: str, **more: object) -> tuple[str, ...]:
    """The classes of the positive button of a dialog."""
    panel = UIElement(0, bounds=Bounds(130, 900, 950, 1500), class_name="android.widget.FrameLayout")
    field = UIElement(
        3, text="Send the report, delete the old", bounds=Bounds(150, 1150, 900, 1250), is_editable=True
    )
    button = UIElement(
        5, text=yes, bounds=Bounds(750, 1350, 900, 1450), class_name="android.widget.Button",
        is_clickable=True,
    )  # fmt: skip
    elements = (
        panel,
        UIElement(1, text=title, bounds=Bounds(150, 950, 900, 1050)),
        UIElement(2, text=message, bounds=Bounds(150, 1050, 900, 1150)),
        field,
        UIElement(4, text=no, bounds=Bounds(550, 1350, 700, 1450), is_clickable=bool(no)),
        button,
    )
    return sensitive_classes(CLICK, spot(button), page(*elements, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "message", "yes", "no", "expected"),
    [
        ("Delete all 240 messages?", "", "OK", "Cancel", "delete"),
        ("Messages", "They will be deleted. Delete them for good?", "Yes", "No", "delete"),
        ("Gmail", "Do you want to uninstall this app?", "OK", "Cancel", "delete"),
        ("Delete it?", "", "OK", "", "delete"),
        ("删除全部短信？", "", "确定", "取消", "delete"),
        ("刪除?", "", "確定", "取消", "delete"),
        ("Acme", "You will pay $24.99 now", "Continue", "Cancel", "payment"),
        ("Call 555 0100?", "", "Confirm", "Cancel", "send"),
        ("Share this with 12 people?", "", "Proceed", "Cancel", "send"),
        ("Allow USB debugging?", "", "OK", "Cancel", "permission"),
        ("Do you want to install this app?", "", "Continue", "Cancel", "install"),
    ],
)
def test_an_ok_means_what_its_dialog_asks(title: str, message: str, yes: str, no: str, expected: str) -> None:
    assert expected in dialog(title, message, yes, no)


@pytest.mark.parametrize(
    ("title", "message", "yes", "no"),
    [
        ("Select time", "", "OK", "Cancel"),
        ("Label", "", "OK", "Cancel"),
        ("Turn off call waiting?", "", "OK", "Cancel"),
        ("Use 24-hour format?", "", "OK", "Cancel"),
        ("Delete all 240 messages?", "", "Keep", "Cancel"),
    ],
)
def test_an_ok_to_something_harmless_is_let_pass(title: str, message: str, yes: str, no: str) -> None:
    assert dialog(title, message, yes, no) == ()


def test_of_a_dialog_in_another_language_all_but_what_asks_may_be_the_yes() -> None:
    assert dialog("위치 권한 안내", "", "그렇게 하기", "나중에") == ("payment", "send", "delete")
    assert dialog("위치 권한 안내", "", "왜 필요한가요?", "나중에") == ()


def test_cancelling_is_let_pass() -> None:
    cancel = UIElement(0, text="Cancel", bounds=BOX, is_clickable=True)
    title = UIElement(1, text="Delete all?", bounds=Bounds(0, 0, 500, 90))
    assert sensitive_classes(CLICK, SPOT, page(cancel, title)) == ()


def test_a_slide_is_judged_where_it_starts() -> None:
    slide = UIElement(0, text="Slide to pay $500", bounds=BOX)
    knob = UIElement(1, bounds=Bounds(0, 100, 100, 200), is_clickable=True)
    end = Target(point=(900, 150))
    for start in (slide, knob):
        at = spot(start)
        drag = Drag(start=Target(element=start.index), end=end)
        swipe = Swipe(start=Target(element=start.index), end=end)
        assert sensitive_classes(drag, at, page(slide, knob)) == ("payment",)
        assert sensitive_classes(swipe, at, page(slide, knob)) == ("payment",)
    bar = UIElement(0, content_description="Slide to pay", bounds=BOX, class_name="android.widget.SeekBar")
    assert sensitive_classes(Drag(start=Target(element=0), end=end), SPOT, page(bar)) == ("payment",)
    middle = UIElement(0, text="Slide to pay", bounds=Bounds(0, 1100, 1080, 1300))
    assert sensitive_classes(Swipe(direction="right"), (), page(middle)) == ("payment",)
    plain = UIElement(0, text="Brightness", bounds=BOX)
    assert sensitive_classes(Drag(start=Target(element=0), end=end), SPOT, page(plain)) == ()


@each_row(("label", "expected"), [
        ("Pay $24.99 for your order to ACME Inc now", "payment"),
        ("确认支付128.00元给张三先生的账户", "payment"),
        ("Confirm payment", "payment"), ("Proceed to payment", "payment"), ("Withdraw", "payment"),
        ("Submit order", "purchase"), ("Confirm order", "purchase"), ("Place bid", "purchase"),
        ("确认订单", "purchase"), ("立即开通", "purchase"), ("抢购", "purchase"),
        ("语音通话", "send"), ("视频通话", "send"), ("刪除", "delete"), ("傳送", "send"), ("發送", "send"),
        ("購買", "purchase"), ("結帳", "purchase"), ("轉帳", "payment"), ("安裝", "install"),
        ("允許", "permission"), ("登入", "credentials"),
        ("Call", "send"), ("Call Anna", "send"), ("Call 555-0100", "send"), ("Call now", "send"),
        ("Dial", "send"), ("Video call", "send"), ("Tap to call", "send"), ("Share", "send"),
        ("Post", "send"), ("POST", "send"), ("Post comment", "send"), ("Transfer", "payment"),
        ("Transfer $5", "payment"), ("Transfer money", "payment"), ("Tip", "payment"), ("Format", "delete"),
        ("Format SD card", "delete"), ("Erase all data", "delete"), ("Reset settings", "delete"),
        ("Reset apps", "delete"), ("Send", "send"), ("Pay", "payment"),
    ])  # fmt: skip
def test_a_button_is_held_however_it_puts_it(label: str, expected: str) -> None:
    assert expected in tap(label, class_name="android.widget.Button")


@pytest.mark.parametrize(
    "label",
    [
        "Forward", "Call history", "Call History", "File transfer", "Post office", "Share location usage",
        "Use 24-hour format", "Call volume", "Dial pad tones", "Phone", "Messages", "Contacts", "Apps",
        "Reset options", "Expand alarm", "Tip of the day", "Transfer history", "Fast forward",
    ],
)  # fmt: skip
def test_a_row_that_only_has_a_verb_in_its_name_is_let_pass(label: str) -> None:
    assert tap(label, class_name="android.widget.LinearLayout") == ()


def test_forwarding_in_a_chat_is_sending() -> None:
    assert tap("Forward", package="com.whatsapp") == ("send",)


ROW = Bounds(0, 100, 1080, 300)


def of_row(label: str, *parts: UIElement, on: int = 0, clickable: bool = True) -> tuple[str, ...]:
    row = UIElement(0, bounds=ROW, class_name="android.widget.LinearLayout", is_clickable=clickable)
    title = UIElement(1, text=label, bounds=Bounds(50, 120, 700, 180), class_name="android.widget.TextView")
    elements = (row, title, *parts)
    return sensitive_classes(CLICK, spot(elements[on]), page(*elements))


def switch(label: str = "") -> UIElement:
    return UIElement(
        2, content_description=label, bounds=Bounds(900, 120, 1000, 200), class_name="android.widget.Switch",
        is_checkable=True, is_clickable=True,
    )  # fmt: skip


def test_a_setting_is_not_what_its_name_says() -> None:
    for label in (
        "Use 24-hour format",
        "Send usage data",
        "Delete old messages",
        "Share",
        "Require unlock for NFC",
    ):
        assert of_row(label, switch(label)) == ()
        assert of_row(label, switch(label), on=2) == ()
        assert of_row(label, switch(label), on=1, clickable=False) == ()
    bar = UIElement(
        2, content_description="Call volume", bounds=Bounds(50, 200, 1000, 290),
        class_name="android.widget.SeekBar", is_clickable=True,
    )  # fmt: skip
    assert of_row("Call volume", bar, on=2, clickable=False) == ()
    drag = Drag(start=Target(element=0), end=Target(point=(900, 150)))
    assert sensitive_classes(drag, spot(bar), page(bar)) == ()


WIDER = [
    "Use abroad", "Online payments", "Buy with one tap", "Contactless payments", "Pay without PIN",
    "International transactions", "Automatic top-up", "境外使用", "线上消费", "一键购买", "小额免密支付",
]  # fmt: skip
"""Switches that let more be paid."""


@pytest.mark.parametrize("label", WIDER)
def test_a_switch_that_widens_what_can_be_paid_is_held_as_a_payment(label: str) -> None:
    assert of_row(label, switch()) == ("payment",)
    assert of_row(label, switch(label), on=2) == ("payment",)
    assert of_row(label, switch(), on=2) == ("payment",), "the switch alone says nothing; its row does"
    on = replace(switch(label), is_checked=True)
    assert of_row(label, on) == () == of_row(label, on, on=2), "to switch it off narrows it"


def test_a_row_that_leads_to_such_a_switch_sets_nothing() -> None:
    for label in ("Use abroad", "Online payments", "Contactless payments", "境外使用"):
        assert of_row(label) == ()


@pytest.mark.parametrize(
    "label",
    [
        "Block online payments", "Ask for the PIN for contactless payments", "Confirm every purchase abroad",
        "Require authentication for purchases online", "禁止境外使用", "线上消费需验证",
    ],
)  # fmt: skip
def test_a_switch_that_narrows_it_is_held_where_it_is_switched_off(label: str) -> None:
    assert of_row(label, switch(label)) == ()
    assert of_row(label, replace(switch(label), is_checked=True)) == ("payment",)


@pytest.mark.parametrize(
    "label",
    [
        "Notify about online payments", "Alerts for use abroad", "Show contactless payments in the list",
        "Use mobile data abroad", "Roaming", "Automatic updates", "One-handed mode", "Online status",
        "境外漫游", "线上消费提醒", "Receipts of online payments by email", "Tap to pay attention sounds",
    ],
)  # fmt: skip
def test_a_switch_about_telling_of_payments_widens_nothing(label: str) -> None:
    assert of_row(label, switch(label)) == () == of_row(label, replace(switch(label), is_checked=True))


def chat(*elements: UIElement) -> Observation:
    return Observation(None, elements, "com.simplemobiletools.smsmessenger", "", False, (1080, 2400))


def test_the_name_of_an_app_for_messages_sends_nothing() -> None:
    field = UIElement(
        9, class_name="android.widget.EditText", bounds=Bounds(0, 2000, 800, 2100), is_editable=True
    )
    search = replace(field, bounds=Bounds(0, 250, 800, 350), hint="Search messages")
    for name in ("SMS Messenger", "Simple SMS Messenger", "SMS", "短信"):
        title = UIElement(0, name, class_name="android.widget.TextView", bounds=BOX)
        button = replace(title, class_name="android.widget.Button", is_clickable=True)
        for element in (title, button):
            assert sensitive_classes(CLICK, spot(element), chat(element)) == ()
            assert sensitive_classes(CLICK, spot(element), chat(element, search)) == ()
    for name in ("SMS Messenger", "Simple SMS Messenger"):
        button = UIElement(0, name, class_name="android.widget.Button", bounds=BOX, is_clickable=True)
        assert sensitive_classes(CLICK, spot(button), chat(button, field)) == ()
    for name in ("SMS", "MMS", "SMS 42", "短信", "彩信"):
        send = UIElement(0, name, class_name="android.widget.Button", bounds=BOX, is_clickable=True)
        assert sensitive_classes(CLICK, spot(send), chat(send, field)) == ("send",)
        read = replace(send, class_name="", is_clickable=False, source="ocr")
        assert sensitive_classes(CLICK, spot(read), chat(read)) == ("send",), "of a picture no field is known"


def test_unlock_on_a_page_that_shows_nothing_else_frees_the_page_alone() -> None:
    def of(*around: UIElement, label: str = "Unlock", **more: object) -> tuple[str, ...]:
        button = UIElement(
            0, label, class_name="android.widget.Button", bounds=BOX, is_clickable=True, **more
        )
        return sensitive_classes(CLICK, spot(button), page(button, *around))

    def text(said: str) -> UIElement:
        return UIElement(5, said, class_name="android.widget.TextView", bounds=Bounds(0, 500, 900, 600))

    assert of() == ()
    assert of(label="解锁") == ()
    assert of(text("Screen locked")) == ()
    assert of(text("0:24"), text("1:30:02")) == ()
    film = UIElement(6, content_description="Video", bounds=Bounds(0, 0, 1080, 2400))
    assert of(film) == (), "what lies behind it tells nothing"
    for said in ("My vault is locked", "Use your fingerprint", "Front door", "alex@example.com", "Enter PIN"):
        assert of(text(said)) == ("credentials",), said
    assert of(replace(text(""), is_editable=True, is_password=True)) == ("credentials",)
    assert of(replace(text(""), content_description="Fingerprint")) == ("credentials",)
    assert of(source="ocr") == ("credentials",), "of a picture it isn't known what else there is"
    assert of(label="Unlock vault") == ("credentials",)


def test_a_button_beside_a_checkbox_is_still_a_button() -> None:
    for kind in ("android.widget.ImageButton", "android.widget.ImageView", "android.widget.TextView"):
        bin_ = UIElement(
            3, content_description="Delete", bounds=Bounds(750, 120, 850, 200), class_name=kind,
            is_clickable=True,
        )  # fmt: skip
        assert of_row("Buy milk", switch(), bin_, on=3) == ("delete",)
    assert tap("Send", class_name="android.widget.Button", is_checkable=True) == ("send",)
    assert tap("Send", class_name="android.view.View", is_checkable=True) == ("send",)


def test_links_of_settings_lead_on_and_recent_apps_are_only_closed() -> None:
    row = UIElement(0, bounds=ROW, class_name="android.widget.LinearLayout", is_clickable=True)
    title = UIElement(
        1, text="Erase all data (factory reset)", resource_id="android:id/title",
        bounds=Bounds(50, 120, 700, 180),
    )  # fmt: skip
    assert sensitive_classes(CLICK, spot(row), page(row, title, package="com.android.settings")) == ()
    assert sensitive_classes(CLICK, spot(row), page(row, title)) == ("delete",)
    launcher = "com.google.android.apps.nexuslauncher"
    assert tap("Clear all", package=launcher, class_name="android.widget.Button") == ()
    assert tap("Clear all") == ("delete",)
    assert tap("Uninstall", package=launcher) == ("delete",)
    assert tap("Pay", package=launcher, resource_id=f"{launcher}:id/icon") == ()


def enter(button: str, *, below: int = 0, **field: object) -> tuple[str, ...]:
    entry = UIElement(0, bounds=Bounds(0, 100, 800, 220), is_editable=True, is_focused=True, **field)  # type: ignore[arg-type]
    beside = UIElement(
        1, text=button, bounds=Bounds(820, 100 + below, 1000, 220 + below), is_clickable=True,
        class_name="android.widget.Button",
    )  # fmt: skip
    return sensitive_classes(KeyboardEnter(), (), page(entry, beside))


def test_enter_does_what_the_button_beside_the_field_does() -> None:
    assert enter("Send") == ("send",)
    assert enter("Pay") == ("payment",)
    assert enter("Buy now") == ("purchase",)
    assert enter("Post") == ("send",)
    assert enter("发送") == ("send",)
    assert enter("Sign in", below=150) == ("credentials",)
    assert enter("Share") == ()
    assert enter("Delete") == ()
    assert enter("Send", below=1500) == ()
    assert enter("Send", hint="Search") == ()


@each_row(
    "label",
    ["Пример запроса DELETE", "新增一筆轉帳", "查看转账", "Tap to pay explained"],
)
def test_a_word_that_a_button_only_mentions_is_a_doubt(label: str) -> None:
    element = UIElement(0, text=label, bounds=BOX, is_clickable=True, class_name="android.widget.Button")
    seen = Observation(None, (element,), "com.example", "", False, (1080, 2400))
    click = Click(target=Target(element=0))
    assert sensitive_classes(click, SPOT, seen) == ()
    assert suspected_classes(click, SPOT, seen)


@each_row("label", ["Yes, delete messages", "Agree and install updates", "Confirm and pay", "确认支付全部"])
def test_an_order_behind_another_word_is_none_the_less_one(label: str) -> None:
    assert tap(label, class_name="android.widget.Button")
