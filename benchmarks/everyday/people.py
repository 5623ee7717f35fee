"""Goals about contacts, calls and messages."""

from benchmarks.everyday.effect import Effect
from benchmarks.everyday.goal import Book, Made


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def contacts(book: Book) -> Made:
    """A new one, another number, one that goes, one that is looked up."""
    name, number = book.new_name(), book.number()
    yield (
        book.say(("Create a contact for {n} with number {p}", "add {n} to my contacts with the number {p}"),
                 ("新建联系人{n},电话{p}", "把{n}(电话{p})加到通讯录"), n=name, p=number),
        lambda done, _: [row["display_name"] for row in done.added("raw_contacts")] == [name]
        and _digits(number) in [_digits(row["data1"]) for row in done.added("data")],
    )  # fmt: skip
    who, new = book.person()[0], book.number()
    yield (
        book.say(("change {n}'s number to {p}", "update the phone number of {n} to {p}"),
                 ("把{n}的电话改成{p}", "将联系人{n}的手机号更新为{p}"), n=who, p=new),
        lambda done, _: _digits(new) in [_digits(row.get("data1", "")) for row in
                                         (*done.changed("data"), *done.added("data"))],
    )  # fmt: skip
    gone = book.person()[0]
    yield (
        book.say(("delete the contact {n}", "remove {n} from my contacts"),
                 ("删除联系人{n}", "把{n}从通讯录里删掉"), n=gone),
        lambda done, _: [row["display_name"] for row in done.removed("raw_contacts")] == [gone],
    )  # fmt: skip
    asked, told = book.person()
    yield (
        book.say(("what is {n}'s number?", "look up the number of {n}"),
                 ("{n}的电话是多少?", "查一下{n}的手机号"), n=asked),
        lambda done, answer: _digits(told) in _digits(answer),
    )  # fmt: skip


def calls(book: Book) -> Made:
    """To somebody, to a number, and who called."""
    who, number = book.person()
    yield (
        book.say(("call {n}", "give {n} a call"), ("给{n}打电话", "呼叫{n}"), n=who),
        lambda done, _: done.calling == number,
    )
    other = book.number()
    yield (
        book.say(("dial {p}", "call {p}"), ("拨打{p}", "给{p}打电话"), p=other),
        lambda done, _: _digits(done.calling) == _digits(other),
    )
    last = max((call for call in book.sample.call if call.kind != "out"), key=lambda call: call.hours).who
    yield (
        book.say(
            ("who called me last?", "who was the last caller"), ("谁最后给我打了电话", "最近一个来电是谁?")
        ),
        lambda done, answer: _digits(last) in _digits(answer),
    )


def _sent(done: Effect) -> list[tuple[str, str]]:
    return [(row["address"], row["body"]) for row in done.added("sms") if row["type"] == "2"]


def messages(book: Book) -> Made:
    """A new one, a reply, and what was written."""
    who, number = book.person()
    body = book.say(("I am late", "see you at six"), ("我晚点到", "六点见"))
    yield (
        book.say(("send a message to {n} saying {t}", 'text {n} "{t}"'),
                 ("给{n}发短信说{t}", "发短信给{n}:{t}"), n=who, t=body),
        lambda done, _: _sent(done) == [(number, body)],
    )  # fmt: skip
    texts = [text for text in book.sample.message if not text.sent]
    latest = max(texts, key=lambda text: text.hours)
    names = {
        number: f"{one.first} {one.last}".strip() for one in book.sample.contact for _, number in one.phones
    }
    yield (
        book.say(('reply to {n} with "{t}"', "reply to {n} saying {t}"),
                 ("回复{n}:{t}", "给{n}发短信,内容是{t}"), n=names[latest.who], t=body),
        lambda done, _: _sent(done) == [(latest.who, body)],
    )  # fmt: skip
    read = book.dice.choice(texts)
    newest = max((text for text in texts if text.who == read.who), key=lambda text: text.hours)
    yield (
        book.say(("read the last message from {n}", "what did {n} text me?"),
                 ("读一下{n}发来的最新短信", "告诉我{n}最后一条短信的内容"), n=names[read.who]),
        lambda done, answer: newest.body in answer,
    )  # fmt: skip
