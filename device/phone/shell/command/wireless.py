"""cmd wifi, cmd bluetooth_manager and cmd connectivity: the radios from the shell."""

from device.phone.shell.call import Call
from device.phone.shell.command.setting import switch
from device.phone.system.radio import (
    NETWORKS,
    flying,
    forget_network,
    join_network,
    joined_network,
    saved_networks,
    turn_airplane_mode,
)

_SECURED = ("wpa2", "wpa3", "wep")
_SHORTEST = 8
"""Characters of a passphrase."""
_SILENT = ("start-scan", "force-country-code", "set-verbose-logging", "set-scan-always-available")
_SCAN = f"    BSSID              Frequency      RSSI           Age(sec)     {'SSID':<37}Flags"


def unknown_verb(call: Call, verb: str) -> int:
    """What a service says to a verb it does not have."""
    if verb:
        return call.unknown(verb)
    call.err("No shell command implementation.")
    return 255


_WIFI_HELP = """Wi-Fi (wifi) commands:
  help or -h
    Print this help text.
  set-wifi-enabled enabled|disabled
  start-scan
  list-scan-results
  connect-network, add-network <ssid> open|owe|wpa2|wpa3 [<passphrase>]
  list-networks
  forget-network <networkId>
  status
"""


def wifi(call: Call) -> int:
    """`cmd wifi VERB`"""
    verb, value = [*call.args, "", ""][:2]
    if verb in ("", "help", "-h"):
        call.out(_WIFI_HELP)
        return 255
    enabled = call.phone.settings.on("global", "wifi_on")
    if verb == "set-wifi-enabled":
        if value not in ("enabled", "disabled"):
            call.err(f"Invalid args for {verb}: Expected 'enabled' or 'disabled' as first arg")
            return 255
        switch(call, "wifi", value == "enabled")
    elif verb == "status":
        _status(call, enabled)
    elif verb == "list-networks":
        call.line("Network Id      SSID                         Security type")
        security = {network.name: network.security for network in NETWORKS}
        for number, name in enumerate(saved_networks(call.phone)):
            kind = "wpa2-psk" if security.get(name) else "open"
            call.line(f"{number:<12} {name:<32} {kind}")
    elif verb == "list-scan-results":
        _scan(call, enabled)
    elif verb in ("connect-network", "add-network"):
        return _join(call, call.args[1:], connect=verb == "connect-network")
    elif verb == "forget-network" and value.isdecimal():
        forget_network(call.phone, int(value))
    elif verb not in _SILENT:
        return unknown_verb(call, verb)
    return 0


def _status(call: Call, enabled: bool) -> None:
    call.line(f"Wifi is {'enabled' if enabled else 'disabled'}")
    call.line("Wifi scanning is only available when wifi is enabled")
    if enabled:
        name = joined_network(call.phone)
        call.line("==== Primary ClientModeManager instance ====")
        call.line(f'Wifi is connected to "{name}"' if name else "Wifi is not connected")


def _scan(call: Call, enabled: bool) -> None:
    if not enabled:
        call.line("No scan results")
        return
    call.line(_SCAN)
    for number, network in enumerate(NETWORKS):
        flags = "[WPA2-PSK-CCMP][RSN-PSK-CCMP][ESS]" if network.security else "[ESS]"
        strength = -50 - 8 * number
        call.line(
            f"  02:00:00:00:01:{number:02x}       2447    {strength:4}    1.000    "
            f"{network.name:<32}   {flags}"
        )


def _join(call: Call, args: list[str], *, connect: bool) -> int:
    """`connect-network SSID open|owe|wpa2|wpa3|wep [PASSPHRASE]`: only what is in reach is joined."""
    ssid, kind, phrase = (*args, "", "", "")[:3]
    if not ssid or kind not in ("open", "owe", *_SECURED):
        call.err(f"Invalid args for {call.args[0]}: Expected SSID and security type")
        return 255
    if kind in _SECURED and len(phrase) < _SHORTEST:
        call.err(f"Invalid args for {call.args[0]}: Expected passphrase of at least 8 characters")
        return 255
    if not connect:
        return 0
    call.line("Connection initiated ")
    found = next((network for network in NETWORKS if network.name == ssid), None)
    if found is None or bool(found.security) is not (kind in _SECURED):
        call.line("Connection failed")
        return 0
    switch(call, "wifi", True)
    join_network(call.phone, ssid)
    return 0


def bluetooth(call: Call) -> int:
    """`cmd bluetooth_manager enable|disable|wait-for-state:STATE_ON`"""
    verb = call.args[0] if call.args else ""
    if verb in ("enable", "disable"):
        switch(call, "bluetooth", verb == "enable")
        return 0
    if verb.startswith("wait-for-state:"):
        state = "STATE_ON" if call.phone.settings.on("global", "bluetooth_on") else "STATE_OFF"
        met = verb.endswith(":" + state)
        call.line(f"{'Success' if met else 'Failed'}: {verb}")
        return 0 if met else 255
    return unknown_verb(call, verb)


def connectivity(call: Call) -> int:
    """`cmd connectivity airplane-mode [enable|disable]`"""
    verb, value = [*call.args, "", ""][:2]
    if verb == "airplane-mode":
        if value in ("enable", "disable"):
            if flying(call.phone) is not (value == "enable"):
                turn_airplane_mode(call.phone, value == "enable")
        elif not value:
            call.line("enabled" if flying(call.phone) else "disabled")
        else:
            return unknown_verb(call, f"{verb} {value}")
        return 0
    return unknown_verb(call, verb)
