"""How the phone shows things: display, theme, size of letters, language. All is read from the settings."""

from dataclasses import dataclass

from device.phone.system.app import App
from device.phone.system.display import Display, display_of
from device.phone.system.hardware import Hardware
from device.phone.system.intent import Activity
from device.phone.system.language import ENGLISH, canonical, first_of, language_of, translated
from device.phone.system.setting import SettingStore
from device.phone.system.stack import TaskStack


@dataclass(frozen=True, slots=True)
class _Told:
    """What the settings say, read once for each state of them: every text on a screen asks for it."""

    revision: int
    dark: bool
    font_scale: float
    language: str


class Look:
    """That part of a phone."""

    settings: SettingStore
    hardware: Hardware
    stack: TaskStack
    apps: dict[str, App]
    _display: tuple[Activity, int, int, Display] | None
    """The activity in front, the settings and how the phone is held that the display was told for."""
    _told = _Told(-1, dark=False, font_scale=1.0, language=ENGLISH)

    @property
    def display(self) -> Display:
        """How large and dense the screen is, which way up, and where its bars are."""
        front, revision, held = self.stack.front, self.settings.revision, self.hardware.held
        kept = self._display
        if kept is None or kept[0] is not front or kept[1] != revision or kept[2] != held:
            self._display = kept = (front, revision, held, display_of(self))
        return kept[3]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the screen in pixels, as it is turned."""
        return self.display.size

    @property
    def density(self) -> float:
        """Pixels per dp."""
        return self.display.density

    def _setting(self) -> _Told:
        told = self._told
        if told.revision != self.settings.revision:
            self._told = told = _told_by(self.settings)
        return told

    @property
    def dark(self) -> bool:
        """Whether the dark theme is on."""
        return self._setting().dark

    @property
    def font_scale(self) -> float:
        """How much larger than normal text is."""
        return self._setting().font_scale

    @property
    def front(self) -> Activity:
        """The activity on the screen."""
        return self.stack.front

    @property
    def locale(self) -> str:
        """The first of the languages that are set, as "en-US" or "zh-Hans-CN"."""
        return first_of(self.settings.text("system", "system_locales"))

    @property
    def language(self) -> str:
        """What the interface is written in, as "en" or "zh"."""
        return self._setting().language

    def set_locale(self, locale: str) -> None:
        """Change the phone's language, as "en-US" or "zh-CN"."""
        self.settings.put("system", "system_locales", canonical(locale))

    def translate(self, text: str, package: str = "") -> str:
        """An English interface text in the phone's language, as the app `package` words it."""
        told = self._told  # asked for every text of every frame
        if told.revision != self.settings.revision:
            told = self._setting()
        if told.language == ENGLISH:
            return text
        app = self.apps.get(package)
        return translated(text, told.language, type(app).__module__ if app is not None else "")


def _told_by(settings: SettingStore) -> _Told:
    dark = settings.number("secure", "ui_night_mode", 1) == 2
    try:
        scale = min(2.0, max(0.5, float(settings.text("system", "font_scale", "1.0"))))
    except ValueError:
        scale = 1.0
    return _Told(settings.revision, dark, scale, language_of(settings.text("system", "system_locales")))
