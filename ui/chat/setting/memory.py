"""What is remembered across runs: to be seen, written, changed and erased."""

import time
from collections.abc import Callable

import gradio as gr

from agent.knowledge.card import read_cards
from agent.memory.entry import Entry
from agent.memory.procedure import read_procedure
from agent.memory.store import MemoryStore
from device.error import ConfigError
from ui.chat.gate import Visitor
from ui.chat.hall import Hall
from ui.chat.setting.form import visitor_of
from ui.chat.wording import said, speaker_of
from ui.command.keep import stated
from ui.command.memory import retold
from ui.words import clean

PREFERENCE, CARD = "preference", "card"
_ROOM = 90


class Shelf:
    """One owner's memory, as the page works on it. Every method raises ConfigError."""

    def __init__(self, hall: Hall, visitor: Visitor) -> None:
        memory = hall.own(visitor).now.memory
        if memory is None:
            raise ConfigError("there is no memory")
        self._store = MemoryStore(memory)

    def listed(self) -> list[tuple[str, int]]:
        """All that is remembered: words and number."""
        return [(f"{each.kind}: {clean(each.told, _ROOM)}", each.id) for each in self._store.entries()]

    def text(self, number: int) -> str:
        """An entry's words, to be changed."""
        entry = self._store.get(number)
        return "; ".join(entry.does) if entry.kind == "procedure" else entry.text

    def add(self, text: str, kind: str) -> None:
        """Remember it: a card about apps, or a preference; or, if it is one, a procedure."""
        told = stated(text, "text")
        procedure = read_procedure(told)
        if kind == CARD:
            entries = read_cards(told)
        elif procedure is not None:
            entries = (Entry(kind="procedure", cue=procedure[0], does=procedure[1]),)
        else:
            entries = (Entry(kind="preference", text=told),)
        for entry in entries:
            self._store.add(entry.model_copy(update={"made_at": time.time()}))

    def change(self, number: int, text: str) -> None:
        """Give an entry other words."""
        entry = self._store.get(number)
        if entry.kind == "confirmation":
            raise ConfigError(
                "what you said in a run stays as you said it", "It can be forgotten, not edited"
            )
        self._store.change(entry.model_copy(update=retold(entry, stated(text, "text"))))

    def forget(self, number: int) -> None:
        """Forget an entry for good."""
        self._store.get(number)
        self._store.forget((number,))

    def erase(self) -> None:
        """Forget everything."""
        self._store.erase()


def memory_form(hall: Hall, words: gr.I18n, blocks: gr.Blocks) -> None:
    """The part of the settings that is about memory."""
    with gr.Accordion(words("section_memory"), open=False) as section:
        gr.Markdown(words("memory_more"))
        kept = gr.Dropdown([], label=words("remembered"), value=None, elem_id="tw-remembered")
        text = gr.Textbox(label=words("memory_text"), lines=3, elem_id="tw-memory-text")
        kind = gr.Radio(
            [(words("preference"), PREFERENCE), (words("card"), CARD)],
            value=PREFERENCE,
            label=words("memory_kind"),
        )
        with gr.Row():
            add = gr.Button(words("memory_add"), variant="primary", elem_id="tw-memory-add")
            change = gr.Button(words("memory_change"))
            forget = gr.Button(words("memory_forget"))
        with gr.Row():
            sure = gr.Checkbox(label=words("memory_sure"))
            erase = gr.Button(words("memory_erase"), variant="stop")
        outcome = gr.Textbox(label=words("outcome"), interactive=False, elem_id="tw-memory-said")

    def done(request: gr.Request, what: Callable[[Shelf], object]) -> "tuple[object, object, str]":
        """Do it; the list as it is then, with nothing chosen and written, and what came of it."""
        try:
            shelf = Shelf(hall, visitor_of(request))
            what(shelf)
            return gr.update(choices=shelf.listed(), value=None), "", "✓"
        except ConfigError as error:
            return gr.update(), gr.update(), f"✗ {speaker_of(request)(str(error))}"

    def chosen(number: object) -> int:
        if not isinstance(number, int):
            raise ConfigError("nothing is chosen", "Choose what is remembered first")
        return number

    def load(request: gr.Request) -> object:
        return done(request, Shelf.listed)[0]

    def read(request: gr.Request, number: object) -> str:
        return Shelf(hall, visitor_of(request)).text(number) if isinstance(number, int) else ""

    def added(request: gr.Request, text: str, kind: str) -> "tuple[object, object, str]":
        return done(request, lambda shelf: shelf.add(text, kind))

    def changed(request: gr.Request, number: object, text: str) -> "tuple[object, object, str]":
        return done(request, lambda shelf: shelf.change(chosen(number), text))

    def forgotten(request: gr.Request, number: object) -> "tuple[object, object, str]":
        return done(request, lambda shelf: shelf.forget(chosen(number)))

    def erased(request: gr.Request, sure: bool) -> "tuple[object, object, str]":
        if not sure:
            return gr.update(), gr.update(), f"✗ {said('memory_unsure', asks=request)}"
        return done(request, Shelf.erase)

    blocks.load(load, outputs=kept, show_progress="hidden", api_visibility="private")
    section.expand(load, outputs=kept, show_progress="hidden", api_visibility="private")  # runs learn, too
    kept.input(read, kept, text, api_visibility="private")
    add.click(added, [text, kind], [kept, text, outcome], api_visibility="private")
    change.click(changed, [kept, text], [kept, text, outcome], api_visibility="private")
    forget.click(forgotten, kept, [kept, text, outcome], api_visibility="private")
    erase.click(erased, sure, [kept, text, outcome], api_visibility="private")
