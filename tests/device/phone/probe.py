"""A small app to ask the phone with, and a finger that finds things by what is written on them."""

from dataclasses import dataclass, replace

from device.phone.phone import Phone
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Activity, Intent
from device.phone.system.package import Installed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, FULL_WIDTH, Box, Input, Text
from device.screen import UIElement

VIEW = "android.intent.action.VIEW"
SEND = "android.intent.action.SEND"


@dataclass(frozen=True)
class ProbeState:
    """What it was opened with, and what it was told."""

    asked: Intent
    told: tuple[tuple[str, Intent | None], ...] = ()


class Probe(App):
    """Takes texts and pictures, opens web pages, and can be asked for a colour."""

    def __init__(self, package: str, label: str) -> None:
        self.manifest = Manifest(  # type: ignore[misc]
            package=package,
            label=label,
            icon="science",
            main=f"{package}.Main",
            system=False,
            filters=(
                IntentFilter(SEND, f"{package}.Take", type="text/*"),
                IntentFilter(SEND, f"{package}.Take", type="image/*"),
                IntentFilter(VIEW, f"{package}.Page", scheme="http"),
                IntentFilter(VIEW, f"{package}.Page", type="text/html"),
                IntentFilter("test.COLOUR", f"{package}.Colour"),
            ),
            permissions=tuple(f"android.permission.{name}" for name in PERMISSIONS),
        )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        return ProbeState(intent)

    def screen(self, context: Context) -> Screen:
        name = context.activity.name.rpartition(".")[2]
        label = View(
            "TextView", "label", Text(f"{self.manifest.label} {name}", selectable="label"), box=FULL_WIDTH
        )
        field = View("EditText", "field", box=FULL_WIDTH, input=Input("field", "Write here"))
        body = View(
            "EditText", "body", box=Box(width=FILL, height=300.0), input=Input("body", kind="multiline")
        )
        red = View("Button", "red", Text("Red"), on_tap=lambda: context.finish(Intent(data="red")))
        return Screen(View(box=FULL_SIZE, children=(label, field, body, red)))

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        state = context.state(ProbeState)
        context.set(replace(state, told=(*state.told, (request, data))))


PERMISSIONS = ("CAMERA", "ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION", "READ_CONTACTS", "WRITE_CONTACTS")


def install(phone: Phone, package: str = "test.probe", label: str = "Probe") -> Context:
    """Put the app on a phone and open it."""
    phone.apps[package] = Probe(package, label)
    phone.packages.put(Installed(package, label, False))
    phone.start(Intent(package=package))
    return phone.context()


def told(phone: Phone, activity: Activity | None = None) -> list[tuple[str, Intent | None]]:
    """What the app in front was told."""
    state = phone.refreshed(activity or phone.front).state
    assert isinstance(state, ProbeState)
    return list(state.told)


def elements(phone: Phone, label: str) -> list[UIElement]:
    """Elements whose text, description or id is `label`."""
    return [
        element
        for element in phone.frame().elements()
        if label in (element.text, element.content_description, element.resource_id.rpartition("/")[2])
    ]


def tap(phone: Phone, label: str) -> None:
    """Touch the first of them in its middle."""
    found = elements(phone, label)
    assert found, (label, [e.text or e.content_description for e in phone.frame().elements()])
    centre = found[0].bounds.center
    phone.touch.tap(centre.x, centre.y)
