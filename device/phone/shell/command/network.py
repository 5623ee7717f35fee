"""Addresses, routes and what cannot be reached: ip, ifconfig, ping, curl and the like."""

from collections.abc import Iterator

from device.phone.shell.call import Call, Command, UsageFault

_ADDRESS, _GATEWAY, _NETWORK = "10.0.2.16", "10.0.2.2", "10.0.2.0/24"


def ip(call: Call) -> int:
    """Addresses, links and routes: Wi-Fi has one while it is on."""
    options = {arg.lstrip("-") for arg in call.args if arg.startswith("-")}
    args = [arg for arg in call.args if not arg.startswith("-")]
    if "f" in options or "family" in options:  # -f inet: that family's word is an argument of its own
        family, args = args[:1], args[1:]
        options |= {{"inet": "4", "inet6": "6"}.get(word, "") for word in family}
    wifi = call.phone.settings.on("global", "wifi_on")
    thing = args[0] if args else ""
    if thing and "route".startswith(thing):
        if wifi and "6" not in options and args[1:2] != ["get"]:
            call.line(f"{_NETWORK} dev wlan0 proto kernel scope link src {_ADDRESS} ")
        elif args[1:2] == ["get"]:
            call.err("RTNETLINK answers: Network is unreachable")
            return 2
        return 0
    if thing and ("address".startswith(thing) or thing == "addr"):
        return _interfaces(call, args[1:], options, wifi=wifi, addresses=True)
    if thing and "link".startswith(thing):
        return _interfaces(call, args[1:], options - {"4", "6"}, wifi=wifi, addresses=False)
    if thing in ("neigh", "neighbour", "neighbor", "n"):
        if wifi:
            call.line(f"{_GATEWAY} dev wlan0 lladdr 52:55:0a:00:02:02 REACHABLE")
        return 0
    if thing == "rule":
        call.line("0:\tfrom all lookup local \n32000:\tfrom all unreachable")
        return 0
    raise UsageFault("usage: ip [ OPTIONS ] OBJECT { COMMAND | help }")


def _interfaces(call: Call, args: list[str], options: set[str], *, wifi: bool, addresses: bool) -> int:
    """Those asked for; `-o` puts each link, and each address, on one line."""
    words = [arg for arg in args if arg not in ("show", "dev", "list", "ls")]
    up = "up" in words
    scope = words[words.index("scope") + 1 :][:1] if "scope" in words else []
    wanted = [word for word in words if word not in ("up", "scope", *scope)]
    if wanted and wanted[0] not in ("lo", "wlan0"):
        call.err(f'Device "{wanted[0]}" does not exist.')
        return 1
    for name in ("lo", "wlan0"):
        if (not wanted or wanted[0] == name) and (name == "lo" or wifi or not up):
            shown = {"link"} if "6" in options or not addresses else {"link", *(scope or ["host", "global"])}
            parts = _told(name, wifi=wifi, short=bool(options & {"4", "6"}))
            told = [text for kind, text in parts if kind in shown]
            if "o" in options or "oneline" in options:
                _on_one_line(call, name, told, addresses=addresses)
            elif len(told) > 1 or not options & {"4", "6"}:
                call.out("".join(told))
    return 0


def _on_one_line(call: Call, name: str, told: list[str], *, addresses: bool) -> None:
    number = 1 if name == "lo" else 2
    for text in told[1:] if addresses else told:
        line = "\\".join(text.rstrip("\n").split("\n"))
        call.line(f"{number}: {name}    {line.strip()}" if addresses else line)


def _told(name: str, *, wifi: bool, short: bool) -> Iterator[tuple[str, str]]:
    """The link and then its address, which has the kind of its scope; `short` is without the hardware."""
    if name == "lo":
        head = "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000"
        hardware = "loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00"
        address = "127.0.0.1/8 scope host lo"
    else:
        flags, state = ("BROADCAST,MULTICAST,UP,LOWER_UP", "UP") if wifi else ("BROADCAST,MULTICAST", "DOWN")
        head = f"2: wlan0: <{flags}> mtu 1500 qdisc mq state {state} group default qlen 3000"
        hardware = "ether 02:15:b2:00:00:00 brd ff:ff:ff:ff:ff:ff"
        address = f"{_ADDRESS}/24 brd 10.0.2.255 scope global wlan0"
    yield "link", f"{head}\n" if short else f"{head}\n    link/{hardware}\n"
    if name == "lo" or wifi:
        scope = address.split()[-2]
        yield scope, f"    inet {address}\n       valid_lft forever preferred_lft forever\n"


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


def unreachable(call: Call) -> int:
    """ping, nc, curl, wget: there is nothing to reach."""
    host = next((arg for arg in reversed(call.args) if not arg.startswith("-")), "")
    if call.name in ("ping", "ping6"):
        call.err("connect: Network is unreachable")
        return 2
    if call.name == "curl":
        call.err(f"curl: (7) Failed to connect to {host}: Network is unreachable")
        return 7
    return call.complain(f"{host}: Network is unreachable")


def netstat(call: Call) -> int:
    """Open sockets: none."""
    call.line("Active Internet connections (w/o servers)")
    call.line("Proto Recv-Q Send-Q Local Address           Foreign Address         State")
    return 0


COMMANDS: dict[str, Command] = {
    "ip": ip, "ifconfig": ifconfig, "ping": unreachable, "ping6": unreachable, "curl": unreachable,
    "wget": unreachable, "nc": unreachable, "netstat": netstat, "netcat": unreachable,
}  # fmt: skip
