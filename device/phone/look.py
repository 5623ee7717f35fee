"""How the phone shows things: display, theme, size of letters, language. All is read from the settings."""

from device.phone.app import App
from device.phone.display import Display, display_of
from device.phone.hardware import Hardware
from device.phone.intent import Activity
from device.phone.language import ENGLISH, canonical, first_of, language_of, translated
from device.phone.setting import SettingStore
from device.phone.stack import TaskStack


class Look:
    """That part of a phone."""

    settings: SettingStore
    hardware: Hardware
    stack: TaskStack
    apps: dict[str, App]
    _display: tuple[tuple[object, ...], Display] | None

    @property
    def display(self) -> Display:
        """How large and dense the screen is, which way up, and where its bars are."""
        front = self.stack.front
        stamp = (self.settings.revision, self.hardware.held, front.package, front.name)
        kept = self._display
        if kept is None or kept[0] != stamp:
            self._display = kept = (stamp, display_of(self))
        return kept[1]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the screen in pixels, as it is turned."""
        return self.display.size

    @property
    def density(self) -> float:
        """Pixels per dp."""
        return self.display.density

    @property
    def dark(self) -> bool:
        """Whether the dark theme is on."""
        return self.settings.number("secure", "ui_night_mode", 1) == 2

    @property
    def font_scale(self) -> float:
        """How much larger than normal text is."""
        try:
            return min(2.0, max(0.5, float(self.settings.text("system", "font_scale", "1.0"))))
        except ValueError:
            return 1.0

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
        return language_of(self.settings.text("system", "system_locales"))

    def set_locale(self, locale: str) -> None:
        """Change the phone's language, as "en-US" or "zh-CN"."""
        self.settings.put("system", "system_locales", canonical(locale))

    def translate(self, text: str, package: str = "") -> str:
        """An English interface text in the phone's language, as the app `package` words it."""
        language = self.language
        if language == ENGLISH:
            return text
        app = self.apps.get(package)
        return translated(text, language, type(app).__module__ if app is not None else "")
