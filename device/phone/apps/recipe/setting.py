"""Settings, backup, support and what the app says of itself."""

import json
from dataclasses import asdict
from functools import partial

from device.phone.apps.recipe.part import page_bar
from device.phone.apps.recipe.season import REGIONS
from device.phone.apps.recipe.state import ALL, FAVORITES, SEASONAL, RecipeActivity, RecipeMainState
from device.phone.apps.recipe.store import Recipe, preference, recipes, save_recipe, set_preference
from device.phone.file.filesystem import FileFault
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import Choice, alert, choice_dialog, page, scroll, section, tile

_HOME = "https://flauschcode.com/broccoli-privacy-policy/"
_STORE = "https://play.google.com/store/apps/details?id=com.flauschcode.broccoli"
_BACKUP = "/storage/emulated/0/Download/recipes.broccoli-archive"
_PREFERRED = (ALL, FAVORITES, SEASONAL)
Main = RecipeActivity[RecipeMainState]


def _shown(hands: Main, title: str, rows: list[View], overlay: Overlay | None = None) -> Screen:
    return Screen(page(page_bar(hands, title), scroll(hands.state.page, rows)), overlay=overlay, title=title)


# -- settings --------------------------------------------------------------------------------------------
def show_settings(hands: Main) -> Screen:
    """The category the list begins with, and the region whose seasons count."""
    tr = hands.tr
    preferred = int(preference(hands.context, "preferred-category", str(ALL)))
    region = tr(REGIONS[hands.region]) if hands.region >= 0 else ""
    rows = [
        section(tr("General settings")),
        tile(
            tr("Preferred category"), hands.category_name(preferred), on_tap=lambda: hands.open("preferred")
        ),
        section(tr("Seasonal calendar")),
        tile(tr("Region"), region, on_tap=lambda: hands.open("region")),
    ]
    return _shown(hands, tr("Settings"), rows, _choices(hands, preferred))


def _choices(hands: Main, preferred: int) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    cancel = Choice(tr("CANCEL"), hands.close)

    def keep(key: str, value: str) -> None:
        set_preference(hands.context, key, value)
        hands.close()

    if kind == "preferred":
        labels = [hands.category_name(number) for number in _PREFERRED]
        chosen = _PREFERRED.index(preferred) if preferred in _PREFERRED else 0
        handlers = [partial(keep, "preferred-category", str(number)) for number in _PREFERRED]
        return choice_dialog(tr("Preferred category"), labels, chosen, handlers, cancel)
    if kind == "region":
        labels = [tr(name) for name in REGIONS]
        handlers = [partial(keep, "region", name) for name in REGIONS]
        return choice_dialog(tr("Region"), labels, hands.region, handlers, cancel)
    return None


# -- support and about -----------------------------------------------------------------------------------
def show_support(hands: Main) -> Screen:
    """How a friend of the app can help it."""
    tr = hands.tr
    friends = tr("Do your friends also like to cook? Tell them about Broccoli!")
    rows = [
        tile(
            tr("Share the app"),
            friends,
            icon="share",
            on_tap=lambda: hands.context.share(_STORE, "Broccoli"),
        ),
        tile(
            tr("Rate the app"),
            tr("Do you like Broccoli? Tell us about it!"),
            icon="star",
            on_tap=lambda: hands.send(Intent(VIEW, data=_STORE)),
        ),
    ]
    return _shown(hands, tr("Support the app"), rows)


def show_about(hands: Main) -> Screen:
    """Version and papers."""
    tr = hands.tr
    version = hands.context.manifest.version
    rows = [
        section(tr("Help")),
        tile(tr("Version"), version),
        section(tr("Legal")),
        tile(tr("Open source licenses"), on_tap=lambda: hands.open("licenses")),
        tile(
            tr("Privacy policy"),
            tr("Learn more about how we protect your personal data."),
            on_tap=lambda: hands.send(Intent(VIEW, data=_HOME)),
        ),
    ]
    overlay = None
    if hands.state.dialog == "licenses":
        words = "AndroidX, Material Components, Glide, Dagger, jsoup"
        overlay = alert(tr("Open source licenses"), words, accept=Choice(tr("OK"), hands.close))
    return _shown(hands, tr("About the app"), rows, overlay)


# -- backup ----------------------------------------------------------------------------------------------
def show_backup(hands: Main) -> Screen:
    """All recipes into one file, and from it."""
    tr = hands.tr
    rows = [
        section(tr("Backup")),
        tile(
            tr("Backup recipes"),
            tr("Export all your recipes into the folder Download."),
            icon="backup",
            on_tap=lambda: _backup(hands),
        ),
        section(tr("Restore")),
        tile(
            tr("Restore recipes"),
            tr("Import all recipes from a backup file."),
            icon="settings_backup_restore",
            on_tap=lambda: hands.open("restore"),
        ),
    ]
    overlay = None
    if hands.state.dialog == "restore":
        overlay = alert(
            "",
            tr("Do you want to import all recipes from this file?"),
            accept=Choice(tr("OK"), lambda: _restore(hands)),
            cancel=Choice(tr("CANCEL"), hands.close),
        )
    return _shown(hands, tr("Backup and restore"), rows, overlay)


def _backup(hands: Main) -> None:
    text = json.dumps([asdict(found) for found in recipes(hands.context)], ensure_ascii=False)
    try:
        hands.context.files.make_directories(_BACKUP.rpartition("/")[0])
        hands.context.files.write(_BACKUP, text.encode())
    except FileFault:
        hands.context.toast(hands.tr("The recipes could not be exported."))
        return
    hands.context.toast(hands.tr("{} recipes have been exported.").format(len(recipes(hands.context))))


def _restore(hands: Main) -> None:
    hands.close()
    try:
        read = json.loads(hands.context.files.read(_BACKUP).decode())
        found = [Recipe(**{**row, "id": 0}) for row in read]
    except (FileFault, ValueError, TypeError):
        hands.context.toast(hands.tr("The recipes could not be imported."))
        return
    for one in found:
        save_recipe(hands.context, one, ())
    hands.context.toast(hands.tr("{} recipes have been imported.").format(len(found)))
