"""Ordinary pages: what their scripts see and do, and that a page made again is the same page."""

from dataclasses import replace

import pytest

from device.phone.web import work
from device.phone.web.page import MOST_ACTS, Act, Moment

TODO = """<h1>To do</h1><form id=f><input id=what placeholder="What?"><button
  id=add>Add</button></form><ul id=list></ul><p id=left></p>
<script>
  const items = JSON.parse(localStorage.getItem('items') ?? '[]');
  const show = () => {
    list.innerHTML = items.map((one,
      at) => `<li data-at="${at}" class="${one.done ? 'done' : ''}"><label><input type=checkbox id="c${at}"
      ${one.done ? 'checked' : ''}> ${one.text}</label> <a href="#" id="x${at}">&times;</a></li>`).join('');
    left.textContent = `${items.filter((one) => !one.done).length} left`;
    localStorage.setItem('items', JSON.stringify(items));
  };
  f.addEventListener('submit', (event) => { event.preventDefault();
    items.push({ text: what.value, done: false }); what.value = ''; show(); });
  list.addEventListener('change', (event) => {
    items[event.target.closest('li').dataset.at].done = event.target.checked; show(); });
  list.addEventListener('click', (event) => { if (event.target.tagName === 'A') {
    event.preventDefault(); items.splice(Number(event.target.closest('li').dataset.at), 1); show(); } });
  show();
</script>"""


def test_a_todo_page_is_worked(read) -> None:
    page = read(TODO)
    for text in ("Milk", "Bread & butter"):
        page.type("#what", text)
        page.tap("#add")
    assert page.text("#left") == "2 left"
    assert page.find("#what").held.value == ""
    page.tap("#c0")
    assert page.text("#left") == "1 left"
    assert page.find("#c0").held.checked
    page.tap("#x0")
    assert page.text("#list") == "Bread & butter ×"
    assert page.told("store")[-1] == ("local", "items", '[{"text":"Bread & butter","done":false}]')
    assert not page.told("open")


def test_a_page_made_again_is_the_same(read) -> None:
    page = read(
        TODO + "<p id=chance></p><script>chance.textContent = Math.random() + ' ' + Date.now()</script>"
    )
    page.type("#what", "Tea")
    page.tap("#add")
    page.tap("#c0")
    with work.at_work(page.page, {}.get) as before:
        there = before.paper.rects, page.text()
    work._working.clear()
    with work.at_work(page.page, {}.get) as after:
        assert after is not before
        assert (after.paper.rects, page.text()) == there


def test_two_who_share_a_page_go_their_own_ways(read) -> None:
    page, other = read(TODO), None
    page.type("#what", "A")
    other = read(TODO)
    other.page, other.uptime = page.page, page.uptime
    page.tap("#add")
    other.type("#what", "AB")
    other.tap("#add")
    assert (page.text("#list"), other.text("#list")) == ("A ×", "AB ×")


def test_events_run_down_and_up_with_defaults_prevented(read) -> None:
    page = read("""<div id=out><button id=in onclick="log.push('attribute');
      return true">B</button></div><a id=a href=/x>no</a><script>
      var log = []; const note = (name) => (event) => log.push(`${name}${event.eventPhase}`);
      out.addEventListener('click', note('out'), true); out.addEventListener('click', note('out'));
      document.getElementById('in').addEventListener('click', note('in'), { once: true });
      a.onclick = () => { console.log(log.join(' ')); return false; };
    </script>""")
    page.tap("#in")
    page.tap("#in")
    page.tap("#a")
    assert page.told("log") == [("log", "out1 attribute in2 out3 out1 attribute out3")]
    assert not page.told("open")


def test_a_checkbox_whose_click_is_prevented_stays(read) -> None:
    page = read(
        "<input type=checkbox id=c onclick='return false'><input type=radio name=r id=a checked><input"
        " type=radio name=r id=b>"
    )
    page.tap("#c")
    page.tap("#b")
    assert [page.find(name).held.checked for name in ("#c", "#a", "#b")] == [False, False, True]


def test_timers_go_by_the_phones_uptime(read) -> None:
    page = read("""<p id=n>0</p><script>
      let n = 0; const t = setInterval(() => { n++; document.getElementById('n').textContent = n;
        if (n === 10) clearInterval(t); }, 100);
      setTimeout(async () => { await null; document.title = 'late';
        setTimeout(() => { document.title += 'r'; }, 50); }, 400);
    </script>""")
    assert page.page.due_ms == 10_100
    page.wait(250)
    assert page.text("#n") == "2"
    page.wait(300)
    page.wait(10_000)
    assert page.text("#n") == "10"
    with work.at_work(page.page, {}.get) as found:
        assert found.title == "later"
    assert page.page.due_ms == 0
    assert len(page.page.acts) == 1


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("new Date().toString()", "Sun Oct 15 2023 18:34:00 GMT+0300 (Eastern European Summer Time)"),
        ("new Date(2024, 0, 31, 7).toISOString()", "2024-01-31T05:00:00.000Z"),
        ("new Date('2024-02-29T12:00').getHours()", "12"),
        ("new Date('2024-02-29').getDate()", "29"),
        ("new Date(1704067200000).toLocaleTimeString()", "2:00:00 AM"),
        ("(1234567.891).toLocaleString()", "1,234,567.891"),
        (
            "new URL('../b?q=1&r=a%20b#h', 'https://x.example:80/a/c/d').href",
            "https://x.example:80/a/b?q=1&r=a+b#h",
        ),
        ("new URLSearchParams('a=1&b=2&a=3').getAll('a').join()", "1,3"),
        ("typeof process + typeof require + typeof std + typeof os", "undefined" * 4),
        ("document.querySelectorAll('li:nth-child(2n+1):not(.no) > b, #z ~ i').length", "2"),
        ("getComputedStyle(z).display", "block"),
        ("z.dataset.longName + z.classList.contains('k') + z.style.marginTop", "valtrue3px"),
        ("(z.outerHTML)", '<p id="z" class="k" data-long-name="val" style="margin-top: 3px">a &amp; b</p>'),
        ("z.nextElementSibling.tagName + z.previousElementSibling.children.length", "I3"),
        ("location.pathname + location.search + navigator.language", "/a/page.htmlen-US"),
    ],
)
def test_what_a_script_finds(read, expression, value) -> None:
    page = read(
        f"""<ul><li><b>1</b><li class=no>2<li class=no><b>3</b></ul><p id=z class=k data-long-name=val
          style="margin-top: 3px">a &amp; b</p><i></i>
      <script>console.log(String({expression}))</script>""",
        opened=Moment(10_000, 1_697_384_040_000, "Europe/Riga"),
    )
    assert page.told("log") == [("log", value)]


def test_a_script_that_fails_leaves_the_others_running(read) -> None:
    page = read(
        "<p id=o></p><script>null.x</script><script>syntax error</script><script>o.textContent ="
        " 'fine'</script>"
    )
    assert page.text("#o") == "fine"
    assert [level for level, _ in page.told("log")] == ["error", "error"]


def test_questions_are_answered_and_what_led_to_them_goes_on(read) -> None:
    page = read("""<button id=b>Ask</button><p id=o></p><script>
      let asked = 0; b.onclick = () => { asked++; const name = prompt('Your name?', 'Nobody');
        o.textContent = confirm(`Delete ${name}?`) ? `gone ${asked}` : 'kept'; };
    </script>""")
    page.tap("#b")
    assert page.outcome.asked == ("prompt", "Your name?", "Nobody")
    assert page.page.acts == ()
    page.do("tap", "#b", answers=("Ann",))
    assert page.outcome.asked == ("confirm", "Delete Ann?", "")
    page.do("tap", "#b", answers=("Ann", True))
    assert page.text("#o") == "gone 1"


def test_a_question_while_loading_waits_for_its_answer(read) -> None:
    body = "<p id=o></p><script>o.textContent = 'age ' + prompt('Age?')</script>"
    assert read(body).outcome.asked == ("prompt", "Age?", "")
    assert read(body, answers=("7",)).text("#o") == "age 7"


def test_forms_say_what_is_wrong_and_send_what_is_right(read) -> None:
    page = read("""<form action=/send method=post><input name=mail type=email required id=m><select
      name=s id=s><option value=1>One<option value=2>Two</select>
      <textarea name=t id=t>old</textarea><input type=checkbox name=c value=yes id=c><input type=radio
        name=r value=a checked><input type=hidden name=h value=1>
      <input name=off value=1 disabled><button name=go value=now id=go>Send</button></form>""")
    page.tap("#go")
    assert page.told("toast") == [("Please fill out this field.",)]
    page.type("#m", "ann")
    page.tap("#go")
    assert page.told("toast")[-1][0].startswith("Please include an '@'")
    page.type("#m", "ann@x.example")
    page.do("choose", "#s", values=("1",))
    page.do("text", "#t", text="new")
    page.tap("#c")
    page.tap("#go")
    expected = [
        ["mail", "ann@x.example"],
        ["s", "2"],
        ["t", "new"],
        ["c", "yes"],
        ["r", "a"],
        ["h", "1"],
        ["go", "now"],
    ]
    assert page.told("submit") == [("https://shop.example/send", "post", expected)]


def test_change_comes_when_a_field_is_left(read) -> None:
    page = read(
        "<input id=a><input id=b><p id=o></p><script>for (const e of ['input', 'change'])"
        " a.addEventListener(e, () => { o.textContent += e + ' '; })</script>"
    )
    page.type("#a", "xy")
    assert page.text("#o") == "input input"
    page.tap("#b")
    assert page.text("#o") == "input input change"


def test_addresses_change_without_leaving_the_page(read) -> None:
    page = read("""<a id=h href="#two">2</a><button id=p onclick="history.pushState({n: 1}, '',
      '?n=1')">P</button><p id=o></p><script>
      onhashchange = () => { o.textContent += location.hash; };
        window.addEventListener('popstate', (event) => { o.textContent += JSON.stringify(event.state); });
    </script>""")
    page.tap("#h")
    page.wait(10)
    page.tap("#p")
    assert page.told("place") == [
        ("https://shop.example/a/page.html#two", False),
        ("https://shop.example/a/page.html?n=1", False, '{"n":1}'),
    ]
    page.do("pop", text="https://shop.example/a/page.html", values=("null",))
    assert page.text("#o") == "#twonull"


def test_a_page_used_for_very_long_breaks_and_says_so(read) -> None:
    page = read("<p>x</p>")
    acts = tuple(Act("blur", Moment(10_000 + n, 0)) for n in range(MOST_ACTS))
    outcome = work.act_on(replace(page.page, acts=acts), acts[0], {}.get)
    assert outcome.trouble == "crashed"
