"""What there are no hands for yet, in our words; an intent leaves this table when its hands are added."""

from agent.reader.intent import Intent

UNSUPPORTED = {
    Intent.EVENT_MOVE: "move events",
    Intent.FILE_MOVE: "move files",
    Intent.PHOTO_SHARE: "share photos",
    Intent.RINGER_SET: "set the ringer",
}
