"""Every kind of weather, by name, in the order in which they are offered what happens."""

from device.phone.weather.ad import Ads
from device.phone.weather.disconnect import Disconnect
from device.phone.weather.dump import Dump
from device.phone.weather.hidden import EmptyTree, LazyTree, Secure
from device.phone.weather.keyboard import Keyboard
from device.phone.weather.kind import Kind
from device.phone.weather.look import BigFont, Chinese, Dark
from device.phone.weather.message import HeadsUp, Toasts
from device.phone.weather.permission import Permissions
from device.phone.weather.popup import Popups
from device.phone.weather.reorder import Reorder
from device.phone.weather.rotate import Rotate
from device.phone.weather.slow import Slow
from device.phone.weather.swallow import Swallow
from device.phone.weather.trouble import Anr, WeatherCrash

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Slow(),
        Popups(),
        Reorder(),  # the app's own list, before advertisements are put round it
        Ads(),
        Permissions(),
        Anr(),
        WeatherCrash(),
        Keyboard(),
        Toasts(),
        HeadsUp(),
        EmptyTree(),
        LazyTree(),
        Secure(),
        Swallow(),
        Rotate(),
        Disconnect(),
        Dump(),
        Dark(),
        BigFont(),
        Chinese(),
    )
}
