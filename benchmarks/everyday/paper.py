"""Goals about events, notes, expenses, tasks and recipes."""

import re
from decimal import Decimal

from benchmarks.everyday.goal import Book, Made


def _amounts(answer: str) -> list[int]:
    """All numbers in an answer, in hundredths."""
    return [
        int(Decimal(found) * 100) for found in re.findall(r"[0-9]+(?:\.[0-9]+)?", answer.replace(",", ""))
    ]


def events(book: Book) -> Made:
    """A new one, one that goes, and those of a day."""
    title = book.say(("Budget review", "Haircut"), ("开会", "理发"))
    hour = book.dice.randrange(2, 6)
    yield (
        book.say(("add an event {t} tomorrow at {h} pm", "schedule an event called {t} tomorrow at {h} pm"),
                 ("明天下午{h}点创建日程{t}", "在日历上添加明天下午{h}点的活动:{t}"), t=title, h=hour),
        lambda done, _: [(row["title"], int(row["start_ts"])) for row in done.added("events")]
        == [(title, (done.today + 1) * 86_400 + (hour + 12) * 3600)],
    )  # fmt: skip
    gone = book.dice.choice([event for event in book.sample.event if not event.weekly]).title
    yield (
        book.say(
            ("delete the event {t}", "remove {t} from my calendar"), ("删除日程{t}", "取消日程{t}"), t=gone
        ),
        lambda done, _: [row["title"] for row in done.removed("events")] == [gone],
    )
    there = next(event for event in book.sample.event if event.day == 1)
    yield (
        book.say(
            ("what's on tomorrow?", "what is on my calendar tomorrow?"),
            ("明天有什么日程?", "我明天有哪些安排"),
        ),
        lambda done, answer: there.title in answer,
    )


def notes(book: Book) -> Made:
    """A new one, one that is added to, one that goes."""
    name, body = (
        book.say(("meeting", "plans"), ("会议", "计划")),
        book.say(("bring the laptop",), ("带电脑",)),
    )
    yield (
        book.say(("create a note called {n}.md with the text {t}", 'make a note named {n}.md: "{t}"'),
                 ("新建笔记{n}.md,内容是{t}", "创建一个名为{n}.md的笔记,内容为:{t}"), n=name, t=body),
        lambda done, _: done.notes == {f"{name}.md": "added"} and done.note(f"{name}.md").strip() == body,
    )  # fmt: skip
    old = book.dice.choice([note for note in book.sample.note if "/" not in note.name])
    yield (
        book.say(('append "{t}" to the note {n}', 'add "{t}" to the end of the note {n}'),
                 ('在笔记{n}末尾添加"{t}"', '把"{t}"加到笔记{n}里'), n=old.name, t=body),
        lambda done, _: done.notes == {old.name: "changed"}
        and done.note(old.name).split() == [*old.text.split(), *body.split()],
    )  # fmt: skip
    gone = book.dice.choice([note for note in book.sample.note if "/" not in note.name]).name
    yield (
        book.say(
            ("delete the note {n}", "Delete the note {n} in Markor"), ("删除笔记{n}", "把笔记{n}删掉"), n=gone
        ),
        lambda done, _: done.notes == {gone: "removed"},
    )


def expenses(book: Book) -> Made:
    """A new one, one that goes, and what was spent."""
    name, units = book.say(("Lunch", "Taxi"), ("午饭", "打车")), book.dice.randrange(5, 90)
    yield (
        book.say(("add an expense of ${u}.50 for {n}", "record an expense of {u}.50 dollars for {n}"),
                 ("记一笔支出:{n}{u}.5元", "添加一笔消费,名为{n},金额{u}.5"), n=name, u=units),
        lambda done, _: [(row["name"], row["amount"]) for row in done.added("expense")]
        == [(name, str(units * 100 + 50))],
    )  # fmt: skip
    gone, spent = (book.dice.choice([one for one in book.sample.expense if one.category != 2]) for _ in "ab")
    yield (
        book.say(
            ("delete the expense {n}", "remove the expense {n}"),
            ("删除支出{n}", "把支出{n}删掉"),
            n=gone.name,
        ),
        lambda done, _: [row["name"] for row in done.removed("expense")] == [gone.name],
    )
    yield (
        book.say(("how much did I spend on {n}?", "what did I spend on {n}"),
                 ("{n}花了多少钱?", "我在{n}上花了多少"), n=spent.name),
        lambda done, answer: spent.cents in _amounts(answer),
    )  # fmt: skip


def tasks(book: Book) -> Made:
    """A new one, and one that is done."""
    title = book.say(("call the bank", "buy stamps"), ("交电费", "洗车"))
    yield (
        book.say(('add a high priority task "{t}" due tomorrow',
                  "add a task {t} due tomorrow with high priority"),
                 ("新建一个高优先级的待办事项{t},明天到期", "添加任务:{t},明天到期,优先级高"), t=title),
        lambda done, _: [(row["title"], row["importance"]) for row in done.added("tasks")] == [(title, "0")]
        and int(done.added("tasks")[0]["dueDate"]) // 86_400_000 == done.today + 1,
    )  # fmt: skip
    open_one = book.dice.choice([task for task in book.sample.task if not task.done])
    yield (
        book.say(("complete the task {t}", "mark {t} as done"), ("完成任务{t}", "把任务{t}标记为已完成"),
                 t=open_one.title),
        lambda done, _: [set(row) - {"modified"} for row in done.changed("tasks")] == [{"completed"}],
    )  # fmt: skip


def recipes(book: Book) -> Made:
    """A new one, and one that goes."""
    title, stuff = book.say(("Porridge",), ("凉拌黄瓜",)), book.say(("oats, milk",), ("黄瓜、醋",))
    yield (
        book.say(
            ('add a recipe called {t} with ingredients "{s}"',), ('新建食谱{t},配料"{s}"',), t=title, s=stuff
        ),
        lambda done, _: (
            [(row["title"], row["ingredients"]) for row in done.added("recipes")] == [(title, stuff)]
        ),
    )
    gone = book.dice.choice(book.sample.recipe).title
    yield (
        book.say(("delete the recipe {t}",), ("删除食谱{t}", "把食谱{t}删掉"), t=gone),
        lambda done, _: [row["title"] for row in done.removed("recipes")] == [gone],
    )
