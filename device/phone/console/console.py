"""The console's command line: which command a line means, help, and OK or KO.

It keeps nothing of its own: all is in the phone.
"""

from device.phone.console import avd, call, finger, hardware, network, sms
from device.phone.console.answer import Answer, ConsoleEntry, ConsolePlace, Refused, Table

WELCOME = ("Android Console: type 'help' for a list of commands", "OK")

_GROUPS: dict[str, tuple[Table, str]] = {
    "avd": (avd.COMMANDS, "control virtual device execution"),
    "event": (finger.COMMANDS, "simulate hardware events"),
    "geo": (hardware.GEO, "Geo-location commands"),
    "gsm": (call.COMMANDS, "GSM related commands"),
    "network": (network.COMMANDS, "manage network settings"),
    "power": (hardware.POWER, "power related commands"),
    "redir": (network.REDIRECTIONS, "manage port redirections"),
    "sensor": (hardware.SENSOR, "manage emulator sensors"),
    "sms": (sms.COMMANDS, "SMS related commands"),
}
_SINGLE: Table = {
    "ping": ConsoleEntry(lambda place, rest: ["I am alive!"], "check if the emulator is alive"),
    "rotate": ConsoleEntry(hardware.rotate, "rotate the screen counter-clockwise by 90 degrees"),
}
_ALONE = {
    "help": "print a list of commands",
    "auth": "user authentication for the emulator console",
    "kill": "kill the emulator instance",
    "quit": "quit control session",
    "exit": "quit control session",
}


class Console:
    """The console of one phone. It keeps nothing of its own: all is in the phone."""

    def __init__(self, place: ConsolePlace) -> None:
        self._place = place

    def run(self, line: str) -> Answer:
        """Do what a line says."""
        word, _, rest = line.strip().partition(" ")
        rest = rest.strip()
        if not word:
            return Answer(())
        if word in ("quit", "exit"):
            return Answer((), end=True)
        try:
            return self._run(word, rest)
        except Refused as refusal:
            return Answer((f"KO: {refusal}",))

    def _run(self, word: str, rest: str) -> Answer:
        if word in ("help", "h", "?"):
            return Answer((*_help(rest), "OK"))
        if word == "auth":  # whoever reaches this port may use it, as anybody may use the phone's adb
            return Answer(WELCOME)
        if word == "kill":
            self._place.end()
            return Answer(("OK: killing emulator, bye bye",), end=True)
        if word in _SINGLE:
            return Answer((*_SINGLE[word].verb(self._place, rest), "OK"))
        if word not in _GROUPS:
            raise Refused("unknown command, try 'help'")
        return Answer((*_run_in(self._place, word, *_GROUPS[word], rest), "OK"))


def _run_in(place: ConsolePlace, group: str, table: Table, about: str, rest: str) -> list[str]:
    """A command of a group; alone, its name lists what there is and is refused, as the real one does."""
    name, _, words = rest.partition(" ")
    entry = table.get(name)
    if entry is None and " " in rest:  # names of two words: `avd snapshot list`
        second, _, words = words.strip().partition(" ")
        entry = table.get(f"{name} {second}")
    if entry is not None:
        return entry.verb(place, words.strip())
    raise Refused("bad sub-command" if name else "missing sub-command")


def _help(topic: str) -> list[str]:
    if not topic:
        names = {**{name: about for name, (_, about) in _GROUPS.items()}, **_ALONE}
        names |= {name: entry.about for name, entry in _SINGLE.items()}
        listed = [f"    {name:<12} {names[name]}" for name in sorted(names)]
        return [
            "Android console command help:",
            "",
            *listed,
            "",
            "try 'help <command>' for command-specific help",
        ]
    name, _, rest = topic.partition(" ")
    if name in _GROUPS:
        table, about = _GROUPS[name]
        if rest in table:
            return [table[rest].about]
        listed = [f"    {name + ' ' + verb:<22} {entry.about}" for verb, entry in table.items()]
        return [f"allows you to {about}", "", "available sub-commands:", *listed]
    if name in _SINGLE:
        return [_SINGLE[name].about]
    if name in _ALONE:
        return [_ALONE[name]]
    raise Refused("unknown command, try 'help'")
