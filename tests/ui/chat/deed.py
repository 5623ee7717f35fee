"""What a person does on the page."""

from typing import Any

from device.client import Device
from device.link.transport.direct import DirectTransport


def send(page: Any, text: str) -> None:
    page.fill("tapwright-talk textarea", text)
    page.press("tapwright-talk textarea", "Enter")


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def ended(page: Any, count: int = 1) -> str:
    """How the latest task ended, once so many have."""
    page.wait_for_function(f"document.querySelectorAll('.tw-ended').length >= {count}")
    return str(page.locator(".tw-ended .tw-badge").last.inner_text())


def status(page: Any, activity: str) -> None:
    """Wait until the page says so."""
    page.wait_for_selector(f"tapwright-talk[data-activity={activity}]")


def serial(page: Any) -> str:
    return str(page.locator(".tw-select option").first.inner_text()).rpartition(" ")[2]


def shell(page: Any, command: str) -> str:
    """What the page's phone answers, asked from outside."""
    with Device(DirectTransport.dial(serial(page))) as device:
        return device.shell(command).text.strip()


def bluetooth(page: Any) -> str:
    return shell(page, "settings get global bluetooth_on")


def front(page: Any) -> str:
    return shell(page, "dumpsys window | grep mCurrentFocus")
