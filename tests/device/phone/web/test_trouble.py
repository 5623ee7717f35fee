"""Errors that nobody catches: the page hears of them, and the log has them."""

import pytest

HEARD = """<script>
  window.onerror = (message, source, line, column, error) => {
    console.log('onerror', message, source.endsWith('page.html'), line > 0, error?.name, error?.message);
  };
  addEventListener('error', (event) => console.log('error', event.message, event.error instanceof TypeError));
</script>"""
TOLD = [
    ("log", "onerror Uncaught TypeError: bad true true TypeError bad"),
    ("log", "error Uncaught TypeError: bad true"),
    ("error", "Uncaught TypeError: bad"),
]
BAD = "throw new TypeError('bad')"
LOST = """<script>addEventListener('unhandledrejection', (event) => {
  console.log('lost', event.reason.message ?? event.reason, event.promise instanceof Promise);
})</script>"""


@pytest.mark.parametrize(
    "script",
    [
        f"b.onclick = () => {{ {BAD} }}",
        f"b.addEventListener('click', () => {{ {BAD} }})",
        f"b.onclick = () => setTimeout(() => {{ {BAD} }}, 20)",
        f"b.onclick = () => queueMicrotask(() => {{ {BAD} }})",
    ],
)
def test_what_fails_later_is_told_to_the_page(read, script: str) -> None:
    page = read(f"<button id=b>Go</button>{HEARD}<script>{script}</script>")
    page.tap("#b")
    page.wait(500)
    assert page.told("log") == TOLD


def test_a_script_that_fails_is_told_to_the_page(read) -> None:
    page = read(f"{HEARD}<script>{BAD}</script>")
    assert [text for _, text in page.told("log")] == [
        "onerror Uncaught TypeError: bad true false TypeError bad",
        "error Uncaught TypeError: bad true",
        "Uncaught TypeError: bad",
    ]


def test_an_error_that_the_page_deals_with_is_not_logged(read) -> None:
    page = read(f"<script>window.onerror = () => true; setTimeout(() => {{ {BAD} }}, 5)</script>")
    page.wait(500)
    assert page.told("log") == []


def test_an_error_in_what_hears_errors_comes_to_an_end(read) -> None:
    page = read(f"<script>window.onerror = () => {{ null.x }}; setTimeout(() => {{ {BAD} }}, 5)</script>")
    page.wait(500)
    assert [level for level, _ in page.told("log")] == ["error", "error"]


@pytest.mark.parametrize(
    "script",
    [
        "Promise.reject(new Error('gone'))",
        "new Promise((_, wrong) => setTimeout(() => wrong(new Error('gone')), 5))",
        "new Promise(() => { throw new Error('gone') })",
        "Promise.resolve().then(() => { throw new Error('gone') })",
        "Promise.reject(new Error('gone')).finally(() => {})",
        "Promise.all([1, Promise.reject(new Error('gone'))])",
        "(async () => { throw new Error('gone') })()",
        "const load = async () => { await null; throw new Error('gone') }; load()",
        "setTimeout(async () => { throw new Error('gone') }, 5)",
        "addEventListener('load', async () => { await Promise.reject(new Error('gone')) })",
    ],
)
def test_a_promise_that_fails_for_nobody_is_told(read, script: str) -> None:
    page = read(f"{LOST}<script>{script}</script>")
    page.wait(500)
    assert page.told("log") == [("log", "lost gone true"), ("error", "Uncaught (in promise) Error: gone")]


@pytest.mark.parametrize(
    "script",
    [
        "Promise.reject(1).catch(() => {})",
        "(async () => { try { await Promise.reject(1) } catch {} })()",
        "const p = Promise.reject(1); Promise.resolve().then(() => p.catch(() => {}))",
        "(async () => { throw 1 })().then(() => 2).catch(() => 3)",
        "Promise.allSettled([Promise.reject(1)])",
        "(async () => { for await (const one of [Promise.reject(1)]) one })().catch(() => {})",
        "const inner = async () => { await Promise.reject(1) };"
        " (async () => { try { await inner() } catch {} })()",
        "Promise.race([Promise.reject(1), new Promise(() => {})]).then(null, () => {})",
        "new Promise((fine) => fine(Promise.reject(1))).catch(() => {})",
        "class Mine extends Promise {} (async () => { try { await Mine.reject(1) } catch {} })()",
    ],
)
def test_a_promise_that_is_minded_is_not(read, script: str) -> None:
    page = read(f"{LOST}<script>{script}</script>")
    page.wait(500)
    assert page.told("log") == []


def test_promises_are_as_they_were(read) -> None:
    page = read("""<script>
      class Mine extends Promise {}
      const p = Promise.resolve(1), all = [p === Promise.resolve(p), p instanceof Promise,
        Mine.resolve(1) instanceof Mine, p.then() instanceof Promise, (async () => {})() instanceof Promise,
        typeof Promise, Promise.name, String(p)];
      console.log(all.join(' '));
    </script>""")
    assert page.told("log") == [("log", "true true true true true function Promise [object Promise]")]


def test_a_lost_promise_may_change_the_page(read) -> None:
    page = read("""<p id=o></p><script>
      window.onunhandledrejection = async (event) => {
        event.preventDefault(); await null; o.textContent = event.reason; };
      Promise.reject('sorry');
    </script>""")
    assert page.text("#o") == "sorry"
    assert page.told("log") == []


def test_a_script_beside_the_page_tells_whether_it_came(read) -> None:
    page = read(
        """<p id=o></p><script src=a.js onload="console.log('came', window.a)"></script>
        <script src=b.js onerror="console.log('missing')"></script><script>
          const late = document.createElement('script');
          late.src = 'a.js?2'; late.onerror = () => console.log('late missing'); document.body.append(late);
        </script>""",
        files=(("https://shop.example/a/a.js", "window.a = 5"),),
    )
    assert [text for level, text in page.told("log") if level == "log"] == [
        "came 5",
        "missing",
        "late missing",
    ]


def test_the_handler_may_stand_at_the_body(read) -> None:
    page = read("<body onerror=\"console.log('heard')\"><script>setTimeout(() => null.x, 5)</script>")
    page.wait(500)
    assert page.told("log")[0] == ("log", "heard")
