"""A name that nothing has yet, for a file that shall not replace another one."""

from device.phone.file.reading import FileView


def free_path(files: FileView, path: str, form: str = " ({})", first: int = 1) -> str:
    """The path itself, or one like it with a count before the end of its name: "a (1).txt".

    `form` is how the count is written, `first` the count to begin with.
    """
    folder, _, name = path.rpartition("/")
    stem, dot, end = name.rpartition(".")
    if not stem:
        stem, dot, end = name, "", ""
    count = first - 1
    while files.exists(path):
        count += 1
        path = f"{folder}/{stem}{form.format(count)}{dot}{end}"
    return path
