"""The dialog for a new file or folder."""

from dataclasses import dataclass, replace
from functools import partial

from device.phone.apps.markor.note import clean_name, write_text
from device.phone.apps.markor.state import (
    DOCUMENT,
    EXTENSION,
    NAME,
    MarkorActivity,
    MarkorMainState,
    NewFile,
)
from device.phone.system.timetext import date_text, local_now
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Handler, Icon, Input, Text
from device.phone.widget import Choice, choice_dialog, dialog, text_field

Main = MarkorActivity[MarkorMainState]


@dataclass(frozen=True, slots=True)
class MarkorKind:
    """A format that a new file can have."""

    label: str
    ending: str


KINDS = (
    MarkorKind("Markdown", ".md"),
    MarkorKind("Plain text", ".txt"),
    MarkorKind("todo.txt", ".todo.txt"),
    MarkorKind("CSV", ".csv"),
    MarkorKind("AsciiDoc", ".adoc"),
    MarkorKind("Org-Mode", ".org"),
)
TEMPLATES = ("Empty file", "Check list", "Meeting", "Shopping list")


def open_create(hands: Main) -> None:
    """Ask for the name of a new file."""
    hands.context.set_text(NAME, "")
    hands.context.set_text(EXTENSION, KINDS[0].ending)
    hands.set(dialog="new", new=NewFile())
    hands.context.focus(NAME)


def create_overlay(hands: Main) -> Overlay | None:
    """The dialog, or one of the lists that it leads to."""
    tr, new = hands.tr, hands.state.new
    if hands.state.dialog == "new":
        return _create(hands)
    if hands.state.dialog == "new.kind":
        return choice_dialog(
            tr("Type"),
            [tr(kind.label) for kind in KINDS],
            new.kind,
            [partial(_choose_kind, hands, place) for place in range(len(KINDS))],
            Choice(tr("CANCEL"), hands.doing("new")),
        )
    if hands.state.dialog == "new.template":
        return choice_dialog(
            tr("Template"),
            [tr(name) for name in TEMPLATES],
            new.template,
            [
                partial(hands.set, dialog="new", new=replace(new, template=place))
                for place in range(len(TEMPLATES))
            ],
            Choice(tr("CANCEL"), hands.doing("new")),
        )
    return None


def _choose(hands: Main, dialog: str) -> None:
    """Open a list, without the keyboard."""
    hands.context.focus("")
    hands.open(dialog)


def _choose_kind(hands: Main, place: int) -> None:
    hands.context.set_text(EXTENSION, KINDS[place].ending)
    hands.set(dialog="new", new=replace(hands.state.new, kind=place))


def file_name(name: str, ending: str) -> str:
    """The whole name; an ending that is typed already is not put twice, its dot may be left out."""
    name, ending = clean_name(name), clean_name(ending) if ending.strip() else ""
    if not name or not ending:
        return name
    if not ending.startswith("."):
        ending = f".{ending}"
    return name if name.lower().endswith(ending.lower()) and len(name) > len(ending) else name + ending


def _create(hands: Main) -> Overlay:
    tr, context, files = hands.tr, hands.context, hands.files
    name, ending = context.text(NAME), context.text(EXTENSION)
    folder = hands.state.folder
    file_path, folder_path = f"{folder}/{file_name(name, ending)}", f"{folder}/{clean_name(name)}"
    named = bool(clean_name(name))
    taken = named and files.exists(file_path)

    def make_file() -> None:
        context.focus("")
        text = template_text(hands, hands.state.new.template)
        if hands.attempt(lambda: write_text(files, file_path, text)):
            hands.close()
            context.start(DOCUMENT, path=file_path, fresh=True)

    def make_folder() -> None:
        context.focus("")
        if hands.attempt(lambda: files.make_directories(folder_path)):
            hands.close()

    return dialog(
        tr("Create file"),
        _fields(hands, tr("A file with this name already exists") if taken else ""),
        accept=Choice(tr("OK"), make_file, enabled=named and not taken),
        cancel=Choice(tr("CANCEL"), lambda: _give_up(hands)),
        neutral=Choice(tr("FOLDER"), make_folder, enabled=named and not files.exists(folder_path)),
    )


def _give_up(hands: Main) -> None:
    hands.context.focus("")
    hands.close()


def _fields(hands: Main, error: str) -> list[View]:
    tr, context, new = hands.tr, hands.context, hands.state.new
    name = text_field(
        Input(NAME, tr("Name"), on_submit=lambda: context.focus(EXTENSION)),
        context.text(NAME),
        resource_id="new_file_dialog__name",
        weight=1.0,
        margin=(0.0, 0.0, 0.0, 0.0),
    )
    ending = text_field(
        Input(EXTENSION, tr("Ext.")),
        context.text(EXTENSION),
        resource_id="new_file_dialog__ext",
        margin=(0.0, 0.0, 0.0, 0.0),
    )
    ending.box = replace(ending.box, width=88.0)
    top = View(
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=8.0),
        important=False,
        children=(name, ending),
    )
    parts = [top]
    if error:
        below = View(
            "TextView",
            "textinput_error",
            Text(error, style="body_small", colour="error"),
            box=Box(padding=(40.0, 0.0, 24.0, 0.0)),
        )
        parts.append(below)
    kind = _spinner(
        "new_file_dialog__type", tr("Type"), tr(KINDS[new.kind].label), lambda: _choose(hands, "new.kind")
    )
    template = _spinner(
        "new_file_dialog__template",
        tr("Template"),
        tr(TEMPLATES[new.template]),
        lambda: _choose(hands, "new.template"),
    )
    return [*parts, kind, template]


def _spinner(resource_id: str, label: str, value: str, on_tap: Handler) -> View:
    """A row that shows what is chosen and opens the list."""
    return View(
        "Spinner",
        resource_id,
        box=Box(width=FILL, height=44.0, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center"),
        on_tap=on_tap,
        children=(
            fixed(
                "TextView",
                text=Text(label, style="body_medium", colour="on_surface_variant"),
                box=Box(width=88.0),
            ),
            fixed("TextView", "android:id/text1", Text(value, max_lines=1), box=GROWING),
            fixed("ImageView", icon=Icon("arrow_drop_down", "on_surface_variant"), important=False),
        ),
    )


def template_text(hands: Main, template: int) -> str:
    """What a new file starts with."""
    tr = hands.tr
    if template == 1:
        return "- [ ] \n- [ ] \n- [ ] \n"
    if template == 2:
        day = date_text(hands.context.translate, local_now(hands.context).date())
        return f"# {tr('Meeting')}\n\n{day}\n\n## {tr('Participants')}\n\n- \n\n## {tr('Decisions')}\n\n- \n"
    if template == 3:
        return f"# {tr('Shopping list')}\n\n- [ ] \n- [ ] \n"
    return ""
