"""What `am help`, `pm help` and `ime help` print: the verbs that are used most, and what each does."""

from collections.abc import Iterable, Mapping

AM: Mapping[str, str] = {
    "start-activity [-D] [-N] [-W] [-S] [--user <USER_ID> | current] <INTENT>": "Opens an activity; "
    "-W waits until it is there, -S stops its app first.",
    "start-service [--user <USER_ID> | current] <INTENT>": "Starts a service.",
    "stop-service [--user <USER_ID> | current] <INTENT>": "Ends a service.",
    "broadcast [--user <USER_ID> | all | current] <INTENT>": "Sends a broadcast.",
    "instrument [-w] [-r] [-e <NAME> <VALUE>] <COMPONENT>": "Runs an app's tests.",
    "force-stop [--user <USER_ID> | all | current] <PACKAGE>": "Ends an app and all that belongs to it.",
    "kill [--user <USER_ID> | all | current] <PACKAGE>": "Ends an app that is not in use.",
    "kill-all": "Ends all that runs in the background.",
    "crash [--user <USER_ID>] <PACKAGE|PID>": "Has an app crash.",
    "get-config": "Tells the configuration of the screen.",
    "get-current-user": "Tells who uses the phone.",
    "stack list": "Lists the tasks with their activities.",
    "task [lock|resize] ...": "Changes a task.",
    "to-uri <INTENT>": "Tells an intent as a URI.",
    "to-intent-uri <INTENT>": "Tells it as an intent: URI.",
}
PM: Mapping[str, str] = {
    "path [--user USER_ID] PACKAGE": "Tells where the APK of a package lies.",
    "dump PACKAGE": "Tells all that is known of a package.",
    "list features": "Lists what the phone has.",
    "list instrumentation [-f] [TARGET-PACKAGE]": "Lists test packages.",
    "list libraries": "Lists the system's libraries.",
    "list packages [-f] [-d] [-e] [-s] [-3] [-i] [-l] [-u] [-U] [--show-versioncode] [FILTER]": "Lists "
    "packages whose name has FILTER in it: -d disabled ones, -3 those of third parties, -f with their files.",
    "list permission-groups": "Lists the groups of permissions.",
    "list permissions [-g] [-d]": "Lists permissions, -g by groups, -d only dangerous ones.",
    "resolve-activity [--brief] [--components] INTENT": "Tells which activity an intent opens.",
    "query-activities [--brief] [--components] INTENT": "Tells all that could answer an intent.",
    "install [-r] [-d] [-g] [-i PACKAGE] [-S BYTES] [PATH]": "Installs an APK.",
    "install-create [-r] [-S BYTES]": "Begins a session of installing.",
    "install-write [-S BYTES] SESSION_ID SPLIT_NAME [PATH|-]": "Adds an APK to it.",
    "install-commit SESSION_ID": "Ends it, and installs what it holds.",
    "install-abandon SESSION_ID": "Gives it up.",
    "uninstall [-k] [--user USER_ID] PACKAGE": "Takes a package off the phone, -k but for its data.",
    "clear [--user USER_ID] PACKAGE": "Deletes all data of a package.",
    "enable [--user USER_ID] PACKAGE_OR_COMPONENT": "Lets it be used.",
    "disable [--user USER_ID] PACKAGE_OR_COMPONENT": "Keeps it from being used.",
    "disable-user [--user USER_ID] PACKAGE_OR_COMPONENT": "The same, as a person does it.",
    "hide [--user USER_ID] PACKAGE": "Has a package be as if it were not there.",
    "unhide [--user USER_ID] PACKAGE": "Brings it back.",
    "suspend [--user USER_ID] PACKAGE": "Keeps an app from being opened.",
    "unsuspend [--user USER_ID] PACKAGE": "Lets it be opened again.",
    "grant [--user USER_ID] PACKAGE PERMISSION": "Gives an app a permission.",
    "revoke [--user USER_ID] PACKAGE PERMISSION": "Takes it back.",
    "reset-permissions": "Takes back what people answered.",
}
IME: Mapping[str, str] = {
    "list [-a] [-s]": "Lists the keyboards that are enabled, -a all, -s only their ids.",
    "enable [--user <USER_ID>] <ID>": "Lets a keyboard be chosen.",
    "disable [--user <USER_ID>] <ID>": "Keeps it from being chosen.",
    "set [--user <USER_ID>] <ID>": "Chooses a keyboard.",
    "reset [--user <USER_ID>]": "Chooses the keyboard of the system, and disables all others.",
}


def manual(title: str, verbs: Mapping[str, str], own: Iterable[str] = ("help",)) -> str:
    """The help text of a manager."""
    lines = [title, *(f"  {verb}\n      Print this help text." for verb in own)]
    lines += [f"  {usage}\n      {text}" for usage, text in verbs.items()]
    return "\n".join(lines) + "\n"
