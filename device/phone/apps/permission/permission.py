"""The dialog in which a person allows or refuses what an app asks for, one group after the other."""

from dataclasses import dataclass, replace

from device.phone.system import permission as store
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import GRANT, REQUEST_PERMISSIONS, Intent
from device.phone.system.permission import COARSE, FINE, Group, group_of
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)

PACKAGE, ACTIVITY = GRANT.split("/")
_ID = "com.android.permissioncontroller:id/"


@dataclass(frozen=True, slots=True)
class GrantState:
    """What was asked, and how far the person has come."""

    package: str
    asked: tuple[str, ...]
    """Permissions in full."""
    answered: tuple[str, ...] = ()
    """Names of groups."""
    precise: bool = True
    """The choice in the dialog about the location."""


class PermissionController(App):
    """GrantPermissionsActivity."""

    manifest = Manifest(
        package=PACKAGE,
        label="Permission controller",
        icon="admin_panel_settings",
        activities=(ACTIVITY,),
        version="13",
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The first group that has to be asked for."""
        package = str(intent.extras.get("package", ""))
        return GrantState(package, tuple(str(intent.extras.get("permissions", "")).split()))

    def screen(self, context: Context) -> Screen:
        """The question over the app that asks."""
        state = context.state(GrantState)
        group = _open_group(context, state)
        if group is None:  # answered from elsewhere (adb, Settings) meanwhile
            return Screen(
                View(),
                overlay=Overlay(View(important=False), on_dismiss=lambda: _close(context)),
                translucent=True,
            )
        view = _Question(context, state, group).view()
        overlay = Overlay(view, on_dismiss=lambda: _close(context), modal=True)
        return Screen(View(), overlay=overlay, translucent=True)


def _open_group(context: Context, state: GrantState) -> Group | None:
    """The group to ask about now; None when all are answered."""
    held = context.packages.get(state.package)
    if held is None:
        return None
    for name in state.asked:
        group = group_of(name)
        settled = name in held.granted or name in held.fixed
        if group is not None and group.name not in state.answered and not settled:
            return group
    return None


def _close(context: Context) -> None:
    """Hand over what the app has now."""
    state = context.state(GrantState)
    answers = store.answers_of(context.packages, state.package, state.asked)
    context.finish(Intent(REQUEST_PERMISSIONS, extras=dict(answers)))


class _Question:
    """The dialog about one group."""

    def __init__(self, context: Context, state: GrantState, group: Group) -> None:
        self.context = context
        self.state = state
        self.group = group
        self.wanted = tuple(name for name in state.asked if name in group.permissions)

    def view(self) -> View:
        """Symbol, question, answers."""
        context, group = self.context, self.group
        icon = View(icon=Icon(group.icon, "primary", filled=True), important=False)
        icon.resource_id, icon.important, icon.class_name = f"{_ID}permission_icon", True, "ImageView"
        question = group.question
        if self.wanted == (COARSE,):
            question = "Allow {} to access this device’s approximate location?"
        words = fixed(
            "TextView",
            f"{_ID}permission_message",
            Text(context.tr(question).format(self._label()), style="title_large", align="center"),
            box=FULL_WIDTH,
        )
        parts = [icon, words]
        if FINE in self.wanted and COARSE in self.wanted:
            parts.append(self._accuracy())
        parts.append(View(box=FULL_WIDTH, flow=Flow(gap=4.0), important=False, children=self._answers()))
        return View(
            "LinearLayout",
            f"{_ID}grant_dialog",
            box=Box(padding=(24.0, 24.0, 24.0, 24.0)),
            flow=Flow(gap=18.0, align="center"),
            surface=Surface("surface_container_high", radius=28.0, elevation=6.0),
            scroll="grant_dialog",
            children=parts,
        )

    def _label(self) -> str:
        app = self.context.system.apps.get(self.state.package)
        if app is None:
            return self.state.package
        return self.context.translate(app.manifest.label, self.state.package)

    def _accuracy(self) -> View:
        """Precise or approximate."""

        def choice(label: str, name: str, icon: str, precise: bool) -> View:
            on = self.state.precise == precise
            sign = fixed(
                icon=Icon(icon, "primary", size=44.0),
                box=Box(width=88.0, height=88.0),
                flow=CENTRED,
                surface=Surface(
                    "primary_container" if on else "surface_container_highest",
                    radius=44.0,
                    border="primary" if on else "",
                    border_width=3.0 if on else 0.0,
                ),
                important=False,
            )
            text = fixed(text=Text(label, style="body_medium", align="center"), important=False)
            return View(
                "RadioButton",
                f"{_ID}permission_location_accuracy_radio_{name}",
                Text(label, colour="transparent"),
                box=GROWING,
                flow=Flow("stack", align="center"),
                checked=on,
                on_tap=lambda: self.context.set(replace(self.state, precise=precise)),
                children=(View(flow=Flow(gap=8.0, align="center"), important=False, children=(sign, text)),),
            )

        return View(
            "RadioGroup",
            f"{_ID}permission_location_accuracy_radio_group",
            box=FULL_WIDTH,
            flow=Flow("row"),
            children=(
                choice(self.context.tr("Precise"), "fine", "my_location", True),
                choice(self.context.tr("Approximate"), "coarse", "location_on", False),
            ),
        )

    def _answers(self) -> list[View]:
        tr = self.context.tr
        held = self.context.packages.get(self.state.package)
        again = held is not None and bool(held.denied.intersection(self.wanted))
        refuse = "permission_deny_and_dont_ask_again_button" if again else "permission_deny_button"
        if self.group.while_used:
            allow = [
                (
                    "While using the app",
                    "permission_allow_foreground_only_button",
                    lambda: self._allow(False),
                ),
                ("Only this time", "permission_allow_one_time_button", lambda: self._allow(True)),
            ]
        else:
            allow = [("Allow", "permission_allow_button", lambda: self._allow(False))]
        answers = [*allow, ("Don’t allow", refuse, self._deny)]
        return [_button(tr(label), name, act) for label, name, act in answers]

    def _allow(self, once: bool) -> None:
        names = self.wanted
        if not self.state.precise and COARSE in names:
            names = (COARSE,)
        store.grant(self.context.packages, self.state.package, names, once=once)
        self._next()

    def _deny(self) -> None:
        store.deny(self.context.packages, self.state.package, self.wanted)
        self._next()

    def _next(self) -> None:
        """The next group, or back to the app."""
        state = replace(self.state, answered=(*self.state.answered, self.group.name), precise=True)
        self.context.set(state)
        if _open_group(self.context, state) is None:
            _close(self.context)


def _button(label: str, name: str, act: Handler) -> View:
    return View(
        "Button",
        f"{_ID}{name}",
        Text(label, style="label_large", colour="on_primary_container", align="center"),
        box=Box(width=FILL, min_height=52.0),
        flow=CENTRED,
        surface=Surface("primary_container", radius=12.0),
        on_tap=act,
    )
