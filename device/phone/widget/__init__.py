"""What apps and the system's windows are built of: Material 3 as on a current Pixel.

Each widget is a function that returns a View; those that hold text or a place in a list take the app's
Context. This room imports toolkit and system. Start reading with button.py and list.py.
"""

from device.phone.widget.bar import (
    Back,
    Tab,
    bottom_bar,
    large_title,
    page,
    scroll,
    selection_bar,
    tab_row,
    top_bar,
)
from device.phone.widget.button import button, buttons, chip, day_toggle, fab, icon_button
from device.phone.widget.control import checkbox, radio, slider, switch
from device.phone.widget.datepicker import DatePick, date_picker
from device.phone.widget.dialog import (
    Choice,
    alert,
    choice_dialog,
    dialog,
    listed,
    menu,
    sheet,
    sheet_item,
    snackbar,
)
from device.phone.widget.entry import key, keypad, plain_field, search_field, search_pill, text_field
from device.phone.widget.list import (
    TileLook,
    check_tile,
    divider,
    empty,
    link_switch_tile,
    main_switch,
    note,
    radio_tile,
    section,
    spacer,
    switch_tile,
    tile,
)
from device.phone.widget.longlist import NO_HEAD, SECTION_HEIGHT, Head, long_list, long_scroll
from device.phone.widget.timedial import TimePick
from device.phone.widget.timepicker import time_picker

__all__ = [
    "NO_HEAD",
    "SECTION_HEIGHT",
    "Back",
    "Choice",
    "DatePick",
    "Head",
    "Tab",
    "TileLook",
    "TimePick",
    "alert",
    "bottom_bar",
    "button",
    "buttons",
    "check_tile",
    "checkbox",
    "chip",
    "choice_dialog",
    "date_picker",
    "day_toggle",
    "dialog",
    "divider",
    "empty",
    "fab",
    "icon_button",
    "key",
    "keypad",
    "large_title",
    "link_switch_tile",
    "listed",
    "long_list",
    "long_scroll",
    "main_switch",
    "menu",
    "note",
    "page",
    "plain_field",
    "radio",
    "radio_tile",
    "scroll",
    "search_field",
    "search_pill",
    "section",
    "selection_bar",
    "sheet",
    "sheet_item",
    "slider",
    "snackbar",
    "spacer",
    "switch",
    "switch_tile",
    "tab_row",
    "text_field",
    "tile",
    "time_picker",
    "top_bar",
]
