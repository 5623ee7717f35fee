"""What Simple SMS Messenger does for other programs."""

from device.phone.apps.messages.delivery import send
from device.phone.system.appfunction import AppFunction, Given, Parameter, string
from device.phone.system.context import Context


def _send(context: Context, given: Given) -> None:
    send(context, (string(given, "number"),), string(given, "text"))


FUNCTIONS = (
    AppFunction(
        "sendMessage",
        "Sends a text message.",
        (Parameter("number", "string", "Phone number"), Parameter("text", "string", "All that it says")),
        _send,
    ),
)
