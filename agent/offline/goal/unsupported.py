"""What there are no hands for yet, in our words; an intent leaves this table when its hands are added."""

from agent.reader.intent import Intent

UNSUPPORTED = {
    Intent.APP_UNINSTALL: "uninstall apps",
    Intent.EVENT_MOVE: "move events",
    Intent.MAIL_SEND: "send mail",
    Intent.MAIL_REPLY: "answer mail",
    Intent.MAIL_ASK: "read mail",
    Intent.MUSIC_CONTROL: "control music",
    Intent.FILE_MAKE: "make files",
    Intent.FILE_MOVE: "move files",
    Intent.FILE_FIND: "look for files",
    Intent.PHOTO_DELETE: "delete photos",
    Intent.PHOTO_SHARE: "share photos",
    Intent.WEB_OPEN: "open web pages",
    Intent.WEB_SEARCH: "search the web",
    Intent.BASKET_ADD: "shop",
    Intent.MAP_SEARCH: "search the map",
    Intent.MAP_FAVOURITE: "save places",
    Intent.RINGER_SET: "set the ringer",
    Intent.FONT_SIZE: "change the font size",
    Intent.SCREEN_TIMEOUT: "change the screen timeout",
}
