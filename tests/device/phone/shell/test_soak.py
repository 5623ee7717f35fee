"""Many seeded commands, whole and broken: none raises, each ends, and a restore undoes them all."""

# ruff: noqa: E501, SIM905  (word lists read better as text)

from random import Random

import pytest

from device.phone.phone import Phone

WORDS = (
    *"a b 1 echo cat ls grep find sort if then else fi for in do done case esac while ! { } ( ) [ ] [[ ]]".split(),
    *"&& || | ; ;; & > >> < << 2>&1 ' \" ` $ $( $(( )) ${ } \\ # * ? ~ = x=1 $x $@ $? - -n -e -r / . .. /sdcard".split(),
    *"/dev/null %s \0 你 -exec + s/a/b/ [^a] [:alpha:] [a-z] -- ^ : , 3 .tables --uri content://settings/system".split(),
    *"settings put get am start -a pm input tap text ime wm size dumpsys window sort head tail".split(),
    *"date stat printf test eval set shift read sh -c exec local break continue return exit".split(),
    "\n",
)
COMMANDS = (
    *"ls cat cp mv rm mkdir find stat grep sort head tail wc date printf dd base64".split(),
    *"df touch chmod am pm input settings content dumpsys cmd wm ime svc service sqlite3".split(),
    *"monkey uiautomator logcat media getprop setprop ps ip appops env tee".split(),
    *"id uname kill pidof log su run-as".split(),
)
ARGUMENTS = (
    *"-a -n -s -t -e -l -r -R -c -d -p -f -W -i -o -v -u -k -w -x --es --uri --user --where --bind list get".split(),
    *"put start dump query insert 0 1 -1 99999999999 x / . /sdcard /sdcard/DCIM '' ' ' 你 com.android.settings".split(),
    *"content://settings/system system global /nope +%s s/a/b/ {print} .tables . broadcast volume --stream".split(),
    *"size tap keyevent 1e9 @ %s [ -exec + \\; 'a-z' '[z-a]' '\\(' 'a*' -type name=:s:x value:i:zz -name".split(),
    *"-F, '%d%5.2f' recents activities top window -h -Z -A -b".split(),
    "'SELECT 1'",
)


def command(rng: Random) -> str:
    if rng.random() < 0.5:
        joint = " " if rng.random() < 0.7 else ""
        return joint.join(rng.choice(WORDS) for _ in range(rng.randrange(1, 16)))
    return " ".join([rng.choice(COMMANDS), *(rng.choice(ARGUMENTS) for _ in range(rng.randrange(6)))])


@pytest.mark.parametrize(
    ("seed", "count"), [(0, 4_000), *(pytest.param(n, 100_000, marks=pytest.mark.full) for n in range(1, 4))]
)
def test_no_command_breaks_the_phone(seed: int, count: int) -> None:
    rng = Random(seed)
    phone = Phone(seed=seed)
    saved, screen = phone.snapshot(), phone.frame().xml()
    for number in range(count):
        line = command(rng)
        result = phone.shell(line, rng.randbytes(rng.randrange(30)))
        assert 0 <= result.exit_code <= 255, line
        if number % 100 == 0:
            assert phone.frame().xml().startswith(b"<?xml"), line
        if number % 500 == 0:
            phone.restore(saved)
            assert phone.frame().xml() == screen
