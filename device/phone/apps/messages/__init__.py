"""Messages: texts, as Simple SMS Messenger shows them."""

from device.phone.apps.messages.delivery import deliver
from device.phone.apps.messages.messages import Messages

__all__ = ["Messages", "deliver"]
