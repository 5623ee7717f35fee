"""The phone of a case, set up as its story tells."""

from functools import cache

from benchmarks.ordinary.case import OrdinaryCase, Owner, Setup
from benchmarks.ordinary.inventory import STORAGE
from device.phone.apps.mail.delivery import Post, deliver
from device.phone.apps.mail.schema import PACKAGE as MAIL
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.intent import Activity

_HOUR_MS = 3_600_000


def staged(case: OrdinaryCase) -> Phone:
    """A phone of its own for a case."""
    phone = _phone_of(case.owner).fork()
    _put(phone, case.setup)
    return phone


@cache
def _phone_of(owner: Owner) -> Phone:
    phone = Phone(seed=1, locale=owner.locale)
    for package, app in phone.apps.items():
        app.fill(phone.context(Activity(0, package, "")))
    _put(phone, owner.setup)
    return phone


def _put(phone: Phone, setup: Setup) -> None:
    fill(phone, setup)
    for file in setup.file:
        phone.files.make_directories(f"{STORAGE}{file.path}".rpartition("/")[0])
        phone.files.write(f"{STORAGE}{file.path}", file.text.encode())
    now, context = phone.clock.date_ms, phone.context(Activity(0, MAIL, ""))
    for letter in sorted(setup.mail, key=lambda letter: letter.hours):
        phone.clock.set_date(now + letter.hours * _HOUR_MS)
        deliver(context, Post(letter.sender, letter.subject, letter.body), quiet=True)
    phone.clock.set_date(now)
    for command in setup.shell:
        done = phone.shell(command)
        if done.exit_code:
            raise ValueError(f"{command}: {done.stderr.decode()}")
