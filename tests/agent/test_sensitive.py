import pytest

from agent.action import Click, InputText, KeyboardEnter, NavigateBack, OpenApp
from agent.sensitive import CLASSES, sensitive_classes
from agent.step import Spot
from device.screen import Bounds, Observation, UIElement
from grounding.target import Target

BOX = Bounds(0, 100, 500, 200)
SPOT = (Spot(point=BOX.center, confidence=1, method="element"),)


def tap(label: str, package: str = "com.example", **more: object) -> tuple[str, ...]:
    element = UIElement(0, text=label, bounds=BOX, is_clickable=True, **more)
    observation = Observation(None, (element,), package, "", False, (1080, 2400))
    return sensitive_classes(Click(target=Target(element=0)), SPOT, observation)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Pay $12.99", "payment"), ("PAY NOW", "payment"), ("确认付款", "payment"), ("转账", "payment"),
        ("Buy now", "purchase"), ("Place your order", "purchase"), ("提交订单", "purchase"),
        ("Send", "send"), ("Send SMS", "send"), ("发送", "send"), ("Call", "send"), ("拨打", "send"),
        ("Delete", "delete"), ("Delete alarm", "delete"), ("删除", "delete"), ("Uninstall", "delete"),
        ("Allow", "permission"), ("While using the app", "permission"), ("始终允许", "permission"),
        ("Install", "install"), ("安装", "install"),
        ("Sign in", "credentials"), ("登录", "credentials"),
        ("Create account", "account"), ("退出登录", "account"),
    ],
)  # fmt: skip
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
