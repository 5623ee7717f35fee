"""Messages: texts, as Simple SMS Messenger shows them."""

from device.phone.apps.messages.messages import Messages

APPS = (Messages,)
