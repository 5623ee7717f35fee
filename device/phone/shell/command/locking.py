"""locksettings: this phone has no lock screen."""

from device.phone.shell.call import Call, Command

_LOCK_HELP = """lockSettings service commands:

  get-disabled, set-disabled <true|false>
    Whether there is no lock screen. This phone shows none either way.
  set-pattern, set-pin, set-password
    Refused: this phone has no lock screen.
  clear, verify [--old <CREDENTIAL>] [--user USER_ID]
    Clears the lock credentials, verifies them.
"""
_DISABLED = "tapwright.lockscreen.disabled"
_LOCK_SILENT = ("sp", "remove-cache", "set-resume-on-reboot-provider-package", "require-strong-auth")


def locksettings(call: Call) -> int:
    """`locksettings VERB`, also `cmd lock_settings VERB`"""
    verb, *rest = [arg for arg in call.args if arg] or ["help"]
    old, words = "", []
    while rest:
        word = rest.pop(0)
        if word in ("--old", "--user"):
            value = rest.pop(0) if rest else ""
            old = value if word == "--old" else old
        else:
            words.append(word)
    store = call.phone.properties
    if verb in ("help", "-h"):
        call.out(_LOCK_HELP)
    elif verb == "get-disabled":
        call.line(store.get(_DISABLED, "true"))
    elif old:
        call.line("Old password provided but user has no password")
        return 255
    elif verb == "set-disabled":
        store[_DISABLED] = str(words[:1] != [] and words[0].lower() == "true").lower()
        call.line(f"Lock screen disabled set to {store[_DISABLED]}")
    elif verb == "clear":
        call.line("Lock credential cleared")
    elif verb == "verify":
        call.line("Lock credential verified successfully")
    elif verb in ("set-pin", "set-password", "set-pattern"):
        call.err(f"Error while executing command: {verb}: this phone has no lock screen")
        return 255
    elif verb not in _LOCK_SILENT:
        call.err(f"Unknown command: {verb}")
        return 255
    return 0


COMMANDS: dict[str, Command] = {"locksettings": locksettings}
