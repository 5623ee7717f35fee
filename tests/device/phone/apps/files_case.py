"""Files in tests: a folder of downloads, what shows of it, and the menu of a selection."""

PACKAGE = "com.google.android.documentsui"
DOWNLOAD = "/storage/emulated/0/Download"


def names(hand) -> list[str]:
    found = hand.phone.frame().elements()
    return [e.text for e in found if e.resource_id == "android:id/title" and e.text]


def pick(hand, entry: str) -> None:
    """An entry of the menu of what is selected."""
    hand.tap("More options")
    hand.tap(entry)


def send(hand, entry: str, *way: str) -> None:
    """The selection to a folder, by way of others, and what the button there says."""
    pick(hand, entry)
    for step in way:
        hand.tap(step)


def begin(hand):
    """Files on a phone with some downloads."""
    files = hand.phone.files
    files.write(f"{DOWNLOAD}/a.txt", b"a" * 1200)
    files.write(f"{DOWNLOAD}/b.txt", b"bb")
    files.write(f"{DOWNLOAD}/song.mp3", b"no song")
    files.write(f"{DOWNLOAD}/.secret", b"")
    files.make_directory(f"{DOWNLOAD}/Sub folder")
    files.write(f"{DOWNLOAD}/Sub folder/deep.txt", b"deep")
    hand.open(PACKAGE)
    return hand
