"""Addresses, routes and what cannot be reached: ip, ifconfig, ping, curl and the like."""

from device.phone.shell.call import Call, Command, UsageFault

_ADDRESS = "10.0.2.16"


def ip(call: Call) -> int:
    """Addresses and routes: Wi-Fi has one while it is on."""
    args = [arg for arg in call.args if not arg.startswith("-")]
    wifi = call.phone.settings.on("global", "wifi_on")
    if args[:1] and "route".startswith(args[0]):
        if wifi:
            call.line(f"10.0.2.0/24 dev wlan0 proto kernel scope link src {_ADDRESS} ")
        return 0
    if args[:1] and ("address".startswith(args[0]) or args[0] == "addr" or "link".startswith(args[0])):
        return _interfaces(call, args[1:], wifi)
    raise UsageFault("usage: ip [ OPTIONS ] OBJECT { COMMAND | help }")


def _interfaces(call: Call, args: list[str], wifi: bool) -> int:
    wanted = [arg for arg in args if arg not in ("show", "dev", "list")]
    if wanted and wanted[0] not in ("lo", "wlan0"):
        call.err(f'Device "{wanted[0]}" does not exist.')
        return 1
    if not wanted or wanted[0] == "lo":
        call.line(
            "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000"
        )
        call.line(
            "    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo"
        )
    if not wanted or wanted[0] == "wlan0":
        state = "<BROADCAST,MULTICAST,UP,LOWER_UP>" if wifi else "<BROADCAST,MULTICAST>"
        call.line(
            f"2: wlan0: {state} mtu 1500 qdisc mq state {'UP' if wifi else 'DOWN'} group default qlen 3000"
        )
        call.line("    link/ether 02:15:b2:00:00:00 brd ff:ff:ff:ff:ff:ff")
        if wifi:
            call.line(f"    inet {_ADDRESS}/24 brd 10.0.2.255 scope global wlan0")
            call.line("       valid_lft forever preferred_lft forever")
    return 0


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
