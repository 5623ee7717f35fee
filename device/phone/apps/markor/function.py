"""What Markor does for other programs."""

from device.phone.apps.markor.note import clean_name, entries, read_text, write_text
from device.phone.apps.markor.state import NOTEBOOK
from device.phone.file.filesystem import FileFault
from device.phone.system.appfunction import AppFunction, FunctionFault, Given, Parameter, string
from device.phone.system.context import Context


def _path(given: Given) -> str:
    name = clean_name(string(given, "name"))
    if not name:
        raise FunctionFault("a note needs a name, as list.md")
    return f"{NOTEBOOK}/{name}"


def _create(context: Context, given: Given) -> None:
    path, files = _path(given), context.files
    if files.exists(path):
        raise FunctionFault("a note of this name already exists")
    try:
        write_text(files, path, string(given, "text"))
    except FileFault as fault:
        raise FunctionFault(str(fault)) from None


def _read(context: Context, given: Given) -> str:
    text = read_text(context.files, _path(given))
    if text is None:
        raise FunctionFault("there is no note of this name")
    return text


def _list(context: Context, _given: Given) -> list[str]:
    return [one.name for one in entries(context.files, NOTEBOOK)]


_NAME = Parameter("name", "string", "The whole file name, as list.md")
FUNCTIONS = (
    AppFunction(
        "createNote",
        "Creates a note in the notebook.",
        (_NAME, Parameter("text", "string", "All that it says")),
        _create,
    ),
    AppFunction("readNote", "Returns the text of a note in the notebook.", (_NAME,), _read),
    AppFunction("listNotes", "Lists the names of the notes in the notebook.", (), _list),
)
