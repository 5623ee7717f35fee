"""Storage of one app: what it takes, and clearing it."""

from device.phone.apps.settings.ask import Confirm
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import Heading, Info, SettingsRow
from device.phone.apps.settings.storage import use_of
from device.phone.apps.settings.ui import Ui
from device.phone.file.entry import SHARED
from device.phone.system.sizetext import size_text


def app_size(ui: Ui, package: str) -> str:
    """All that an app takes, as text."""
    return size_text(use_of(ui.context, package).total)


def _clear_storage(ui: Ui) -> None:
    ui.context.system.clear(ui.state.argument)


def _clear_cache(ui: Ui) -> None:
    files = ui.context.files
    own = f"/data/data/{ui.state.argument}/cache"
    for path in (own, f"{SHARED}/Android/data/{ui.state.argument}/cache"):
        if files.is_dir(path):
            files.remove_tree(path)
            files.make_directories(path)
    ui.context.toast(ui.tr("Cache cleared"))


def _app_storage(ui: Ui) -> list[SettingsRow]:
    package = ui.state.argument
    use = use_of(ui.context, package)
    own = package == ui.context.package
    return [
        Confirm(
            title="Clear storage",
            as_button=True,
            question="Delete app data?",
            text="This app’s data, including files and settings, will be permanently deleted from this "
            "device",
            answer="Delete",
            act=_clear_storage,
            enabled=lambda _: not own,
        ),
        Confirm(
            title="Clear cache",
            as_button=True,
            question="Clear cache?",
            text="Temporary files of this app will be deleted.",
            answer="Clear",
            act=_clear_cache,
        ),
        Heading(title="Space used"),
        Info(title="App size", summary=lambda _: size_text(use.code)),
        Info(title="User data", summary=lambda _: size_text(use.data)),
        Info(title="Cache", summary=lambda _: size_text(use.cache)),
        Info(title="Total", summary=lambda _: size_text(use.total)),
    ]


PAGES = (SettingsPage(key="app_storage", title="Storage", more=_app_storage, searched=False),)
