"""Date & time: automatic or set by hand, time zone, 24 hours."""

from datetime import date, datetime

from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import Made, SettingsAction, SettingsRow, Toggle
from device.phone.apps.settings.ui import Key, Ui
from device.phone.system.timetext import clock_text, date_text, local_now, to_date_ms
from device.phone.system.zone import ZONES, Zone, offset_minutes, offset_text, zone_name, zone_of
from device.phone.toolkit.view import Overlay, View
from device.phone.widget import DatePick, TileLook, TimePick, date_picker, tile, time_picker

AUTO_TIME = Key("global", "auto_time", "1")
AUTO_ZONE = Key("global", "auto_time_zone", "1")
HOURS = Key("system", "time_12_24", "12")


def _by_hand(ui: Ui) -> bool:
    return not ui.on(AUTO_TIME)


def _today(ui: Ui) -> str:
    return date_text(ui.tr, local_now(ui.context).date())


def _now(ui: Ui) -> str:
    now = local_now(ui.context)
    return clock_text(ui.context, now.hour, now.minute)


def _put(ui: Ui, local: datetime) -> None:
    ui.context.clock.set_date(to_date_ms(ui.context, local))
    ui.close()


def _date_row(ui: Ui) -> View:
    def ask() -> None:
        ui.set(dialog="Date", date=DatePick(local_now(ui.context).date()))

    return tile(ui.tr("Date"), _today(ui), on_tap=ask, look=TileLook(enabled=_by_hand(ui)))


def _date_dialog(ui: Ui) -> Overlay:
    now = local_now(ui.context)
    pick = ui.state.date or DatePick(now.date())

    def accept(day: date) -> None:
        _put(ui, datetime.combine(day, now.time()))

    return date_picker(ui.context, pick, lambda new: ui.set(date=new), accept, ui.close)


def _time_row(ui: Ui) -> View:
    def ask() -> None:
        now = local_now(ui.context)
        ui.set(dialog="Time", time=TimePick(now.hour, now.minute))

    return tile(ui.tr("Time"), _now(ui), on_tap=ask, look=TileLook(enabled=_by_hand(ui)))


def _time_dialog(ui: Ui) -> Overlay:
    now = local_now(ui.context)
    pick = ui.state.time or TimePick(now.hour, now.minute)

    def accept(hour: int, minute: int) -> None:
        _put(ui, now.replace(hour=hour, minute=minute, second=0, microsecond=0))

    return time_picker(ui.context, pick, lambda new: ui.set(time=new), accept, ui.close)


def _zone_text(ui: Ui, zone: Zone) -> str:
    now = ui.context.clock.now
    return f"{offset_text(offset_minutes(zone, now))} {ui.tr(zone_name(zone, now))}"


def set_zone(ui: Ui, identity: str) -> None:
    """Move the phone to a time zone; its moment stays."""
    ui.context.clock.timezone = identity
    ui.context.system.properties["persist.sys.timezone"] = identity


def _zone(ui: Ui) -> str:
    return _zone_text(ui, zone_of(ui.context.clock.timezone))


def _zone_row(zone: Zone) -> SettingsRow:
    def act(ui: Ui) -> None:
        set_zone(ui, zone.id)
        ui.context.finish()

    return SettingsAction(title=zone.city, summary=lambda ui: _zone_text(ui, zone), act=act)


_ZONES = tuple(_zone_row(zone) for zone in sorted(ZONES, key=lambda zone: zone.city))


def _format(ui: Ui) -> str:
    return "13:00" if ui.get(HOURS) == "24" else ui.tr("{time} PM").format(time="1:00")


PAGES = (
    SettingsPage(
        key="date",
        title="Date & time",
        activity="com.android.settings.Settings$DateTimeSettingsActivity",
        actions=("android.settings.DATE_SETTINGS",),
        rows=(
            Toggle(title="Set time automatically", key=AUTO_TIME),
            Made(title="Date", make=_date_row, dialog=_date_dialog),
            Made(title="Time", make=_time_row, dialog=_time_dialog),
            Toggle(title="Set time zone automatically", key=AUTO_ZONE),
            SettingsAction(
                title="Time zone",
                summary=_zone,
                act=lambda ui: ui.open("zone"),
                enabled=lambda ui: not ui.on(AUTO_ZONE),
            ),
            Toggle(title="Use 24-hour format", summary=_format, key=HOURS, values=("12", "24")),
        ),
    ),
    SettingsPage(key="zone", title="Select time zone", rows=_ZONES, searched=False, long=True),
)
