"""The page of an app: put it on the phone, take it off, and what can be bought in it."""

from dataclasses import replace

from device.phone.apps.dollar import dollars
from device.phone.apps.store.catalog import Offer, Product, catalog, language, offers, product
from device.phone.apps.store.install import can_open, install, state_of, uninstall
from device.phone.apps.store.order import ACTIVE, buy_digital, history, subscribe
from device.phone.apps.store.part import basket_button, line_of, shown, text
from device.phone.apps.store.product import head_of, share_button, wish_button
from device.phone.apps.store.review import review_rows
from device.phone.apps.store.state import StoreActivity
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow
from device.phone.widget import Choice, alert, button, empty, section, sheet, tile

GROUPS = {
    "BODY_SENSORS": ("Body sensors", "favorite"),
    "CALENDAR": ("Calendar", "calendar_month"),
    "CALL_LOG": ("Call logs", "call"),
    "CAMERA": ("Camera", "photo_camera"),
    "CONTACTS": ("Contacts", "contacts"),
    "LOCATION": ("Location", "location_on"),
    "POST_NOTIFICATIONS": ("Notifications", "notifications"),
    "RECORD_AUDIO": ("Microphone", "mic"),
    "SMS": ("SMS", "sms"),
    "STORAGE": ("Files and media", "folder"),
}
"""Permission -> what people call it, and its symbol."""
PERIODS = {"month": "{} a month", "year": "{} a year"}


def show_app(hands: StoreActivity) -> Screen:
    """What it is, what it may do, what it sells."""
    tr, context = hands.tr, hands.context
    found = product(context, hands.state.id)
    if found is None or not found.is_app:
        return shown(hands, tr("Apps"), empty("apps", tr("This is not sold any more")))
    parts = [*head_of(hands, found), _buttons(hands, found)]
    parts += [
        section(tr("About this app")),
        text(found.description, "body_large", "on_surface", "product_description"),
    ]
    parts[-1].text = replace(parts[-1].text, selectable="description")
    parts += [line_of(tr("Version"), found.version), line_of(tr("Size"), f"{found.size_mb} MB")]
    parts += [section(tr("App permissions")), *_permissions(hands, found)]
    sold = offers(context, found.id)
    if sold:
        parts += [section(tr("In this app")), *(_offer_row(hands, one) for one in sold)]
    parts += review_rows(hands, found)
    actions = (wish_button(hands, found), share_button(hands, found), basket_button(hands))
    screen = shown(hands, "", *parts, actions=actions)
    return Screen(screen.content, overlay=_overlay(hands, found), title=found.name)


def _buttons(hands: StoreActivity, found: Product) -> View:
    tr, context = hands.tr, hands.context
    state = state_of(context, found)
    acts = []
    if state == "absent":
        owned = any(item.product == found.id for items in history(context).items.values() for item in items)
        label = tr("Buy {}").format(dollars(found.cents)) if found.cents and not owned else tr("Install")
        acts.append(button(label, lambda: hands.ask("install"), resource_id="install_button", weight=1.0))
    else:
        if state != "system":
            gone = button(
                tr("Uninstall"),
                lambda: hands.ask("uninstall"),
                kind="outlined",
                resource_id="uninstall_button",
            )
            gone.box = replace(gone.box, weight=1.0)
            acts.append(gone)
        if state == "old":
            acts.append(
                button(tr("Update"), lambda: _install(hands, found), resource_id="update_button", weight=1.0)
            )
        else:
            acts.append(
                button(tr("Open"), lambda: _open(hands, found), resource_id="open_button", weight=1.0)
            )
    return View(
        box=Box(width=FILL, padding=(24.0, 12.0, 24.0, 4.0)),
        flow=Flow("row", gap=12.0),
        children=acts,
        important=False,
    )


def _open(hands: StoreActivity, found: Product) -> None:
    if can_open(hands.context, found):
        hands.context.open(Intent(package=found.package))
    else:
        hands.say(hands.tr("This app has no screen on this phone"))


def _install(hands: StoreActivity, found: Product) -> None:
    """What costs something is paid for first, once."""
    context = hands.context
    owned = any(item.product == found.id for items in history(context).items.values() for item in items)
    if found.cents and not owned:
        purse = hands.mine.payment()
        if purse is None:
            hands.say(hands.tr("Add a payment method first"))
            return
        buy_digital(context, found.id, found.name, found.cents, "app", str(purse))
    install(context, found)
    hands.say(hands.tr("{} was installed").format(found.name))


def _permissions(hands: StoreActivity, found: Product) -> list[View]:
    names = [name for name in found.permissions.split(",") if name]
    known = [GROUPS.get(name, (name, "security")) for name in names]
    return [tile(hands.tr(label), icon=icon, resource_id="permission_row") for label, icon in known] or [
        text(hands.tr("None"))
    ]


# -- what it sells ---------------------------------------------------------------------------------------
def price_of(hands: StoreActivity, one: Offer) -> str:
    """What an offer costs, and how often."""
    price = dollars(one.cents)
    return hands.tr(PERIODS[one.period]).format(price) if one.period else price


def _offer_row(hands: StoreActivity, one: Offer) -> View:
    tr = hands.tr
    below = price_of(hands, one)
    if one.trial_days:
        below = f"{tr('{} days free').format(one.trial_days)}, {tr('then {}').format(below)}"
    return tile(
        one.name(language(hands.context)),
        below,
        icon="event_repeat" if one.period else "redeem",
        on_tap=lambda: hands.ask("offer", one.id),
        resource_id="offer_row",
    )


def _overlay(hands: StoreActivity, found: Product) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    if kind == "install":
        return _install_sheet(hands, found)
    if kind == "offer":
        one = catalog(hands.context).offers.get(hands.state.about)
        return _offer_sheet(hands, one) if one is not None else None
    if kind == "uninstall":

        def remove() -> None:
            uninstall(hands.context, found)
            hands.say(tr("{} was uninstalled").format(found.name))

        return alert(
            found.name,
            tr("Do you want to uninstall this app?"),
            accept=Choice(tr("Uninstall"), remove),
            cancel=Choice(tr("Cancel"), hands.close),
        )
    return None


def _install_sheet(hands: StoreActivity, found: Product) -> Overlay:
    """What it wants to use, before it comes onto the phone."""
    tr = hands.tr
    purse = hands.mine.payment()
    body: list[View] = [text(tr("This app can ask to use:")), *_permissions(hands, found)]
    label = tr("Install")
    if found.cents:
        body += [
            line_of(tr("Pay with"), str(purse) if purse else tr("None yet")),
            line_of(tr("Total"), dollars(found.cents)),
        ]
        label = tr("Buy and install")
    act = button(label, lambda: _install(hands, found), resource_id="confirm_install")
    act.box = replace(act.box, width=FILL, margin=(24.0, 12.0, 24.0, 0.0))
    made = sheet(found.name, (*body, act), hands.close)
    made.view.scroll = "sheet"
    return made


def _offer_sheet(hands: StoreActivity, one: Offer) -> Overlay:
    """What is paid, when, and from what."""
    tr, context = hands.tr, hands.context
    purse = hands.mine.payment()
    plans = history(context).subscriptions
    running = any(plan.offer == one.id and plan.state == ACTIVE for plan in plans)
    trial = bool(one.trial_days) and not any(plan.offer == one.id for plan in plans)

    def accept() -> None:
        if purse is None:
            hands.say(tr("Add a payment method first"))
        elif one.period:
            subscribe(context, one, str(purse))
            hands.say(tr("Your trial has begun") if trial else tr("You are subscribed"))
        else:
            buy_digital(context, one.product, one.name(language(context)), one.cents, "in_app", str(purse))
            hands.say(tr("Paid {}").format(dollars(one.cents)))

    today = dollars(0) if trial else dollars(one.cents)
    body = [
        line_of(tr("Price"), price_of(hands, one)),
        line_of(tr("Today"), today, strong=True),
        line_of(tr("Pay with"), str(purse) if purse else tr("None yet")),
    ]
    if one.period:
        body.append(text(tr("Renews by itself until you cancel it under You > Subscriptions.")))
    if running:
        body.append(text(tr("You already have this."), "label_large", "primary"))
    label = tr("Start free trial") if trial else tr("Subscribe") if one.period else tr("Buy now")
    act = button(label, accept, resource_id="confirm_purchase", enabled=not running)
    act.box = replace(act.box, width=FILL, margin=(24.0, 12.0, 24.0, 0.0))
    made = sheet(one.name(language(context)), (*body, act), hands.close)
    made.view.scroll = "sheet"
    return made
