"""Addresses, routes and what cannot be reached: ip, ifconfig, ping."""

from device.phone.shell.call import Call, Command, UsageFault

_ADDRESS, _NETWORK = "10.0.2.16", "10.0.2.0/24"


def ip(call: Call) -> int:
    """Addresses, links and routes: Wi-Fi has one while it is on."""
    args = [arg for arg in call.args if arg not in ("-4", "-f", "inet", "show", "dev", "list", "ls")]
    brief = len(args) < len(call.args) and not {"-4", "-f"}.isdisjoint(call.args)
    wifi = call.phone.settings.on("global", "wifi_on")
    thing, *rest = [*args, ""][: max(1, len(args))]
    if thing and "route".startswith(thing):
        if rest[:1] == ["get"]:
            call.err("RTNETLINK answers: Network is unreachable")
            return 2
        if wifi:
            call.line(f"{_NETWORK} dev wlan0 proto kernel scope link src {_ADDRESS} ")
        return 0
    if not thing or not ("address".startswith(thing) or thing == "addr" or "link".startswith(thing)):
        raise UsageFault("usage: ip [ OPTIONS ] OBJECT { COMMAND | help }")
    if rest and rest[0] not in ("lo", "wlan0"):
        call.err(f'Device "{rest[0]}" does not exist.')
        return 1
    for name in rest[:1] or ("lo", "wlan0"):
        link, address = _told(name, wifi=wifi)
        if address or not brief:
            call.out(link.partition("    link/")[0] if brief else link)
            call.out("" if "link".startswith(thing) else address)
    return 0


def _told(name: str, *, wifi: bool) -> tuple[str, str]:
    """The link and its address, "" where it has none."""
    if name == "lo":
        head = "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000"
        hardware = "loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00"
        address = "127.0.0.1/8 scope host lo"
    else:
        flags, state = ("BROADCAST,MULTICAST,UP,LOWER_UP", "UP") if wifi else ("BROADCAST,MULTICAST", "DOWN")
        head = f"2: wlan0: <{flags}> mtu 1500 qdisc mq state {state} group default qlen 3000"
        hardware = "ether 02:15:b2:00:00:00 brd ff:ff:ff:ff:ff:ff"
        address = f"{_ADDRESS}/24 brd 10.0.2.255 scope global wlan0" if wifi else ""
    lasting = f"    inet {address}\n       valid_lft forever preferred_lft forever\n"
    return f"{head}\n    link/{hardware}\n", lasting if address else ""


def ifconfig(call: Call) -> int:
    """Addresses in the old form, of one interface or of all."""
    wanted = next((arg for arg in call.args if not arg.startswith("-")), "")
    if wanted not in ("", "lo", "wlan0"):
        return call.complain(f"{wanted}: No such device")
    if wanted != "lo" and call.phone.settings.on("global", "wifi_on"):
        call.line(f"wlan0     Link encap:Ethernet\n          inet addr:{_ADDRESS}  Mask:255.255.255.0")
    if wanted != "wlan0":
        call.line("lo        Link encap:Local Loopback\n          inet addr:127.0.0.1  Mask:255.0.0.0")
    return 0


def ping(call: Call) -> int:
    """There is nothing to reach."""
    call.err("connect: Network is unreachable")
    return 2


COMMANDS: dict[str, Command] = {"ip": ip, "ifconfig": ifconfig, "ping": ping}
