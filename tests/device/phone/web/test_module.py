"""Scripts of type module, and what they import from the page's own site."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from device.phone.web.module import module_needs
from device.phone.web.source import files_of

URL = "https://shop.example/a/page.html"
FILES = {
    "https://shop.example/a/cart.js": """
        import { tax as duty, Rate } from './lib/tax.js';
        import * as all from "./lib/tax.js";
        import names, { default as again } from './names.json' with { type: 'json' };
        // import { nothing } from './comment.js'
        export const total = (sum) => sum + duty(sum), unit = '€';
        export function shown(sum) { return `${total(sum).toFixed(2)} ${unit} import ${`${names.length}`}`; }
        export default class { kind = new Rate().kind + Object.keys(all).sort().join() }
        export { again as words };
    """,
    "https://shop.example/a/lib/tax.js": """export * from '../more.js'
        export let tax = (sum) => sum / 10
        export class Rate { kind = "r" }""",
    "https://shop.example/a/more.js": "export async function* some() { yield 1; yield 2 }\nexport default 5",
    "https://shop.example/a/names.json": '["a", "b"]',
    "https://shop.example/a/one.js": "import { two } from './two.js'; export function one() { return 'one' }"
    "\nexport const both = () => one() + two();",
    "https://shop.example/a/two.js": "import { one } from './one.js'\nexport function two() {"
    " return one() + 2 }",
    "https://shop.example/a/late.js": "globalThis.loads = (globalThis.loads ?? 0) + 1;"
    " export default import.meta.url;",
    "https://shop.example/a/wrong.js": "export default nobody();",
}


def page_of(read, *scripts: str):
    source = "<p id=o></p>" + "".join(f"<script type=module>{one}</script>" for one in scripts)
    return read(source, files=files_of(source, URL, FILES.get))


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("const x = await Promise.resolve(7); console.log(x, typeof this)", ["7 undefined"]),
        ("import { shown, total } from './cart.js'; console.log(shown(10), total(1))",
         ["11.00 € import 2 1.1"]),
        ("import Kind, { words as w } from './cart.js'\nconsole.log(new Kind().kind, w[1])",
         ["rRate,some,tax b"]),
        ("import * as m from './more.js'; let n = 0; for await (const one of m.some()) n += one;"
         "console.log(n, m.default)", ["3 5"]),
        ("import { both } from '/a/one.js'; console.log(both())", ["oneone2"]),
        ("const [a, b] = await Promise.all([import('./late.js'), import('./late.js')]);"
         "console.log(a.default.slice(-7), a === b, loads)", ["late.js true 1"]),
        ("console.log(`\nimport x from './none.js'\nexport ${1 + 1}`.length, 'import(x)',"
         " /import '/.test(''))",
         ["35 import(x) false"]),
    ],
)  # fmt: skip
def test_a_module_imports_and_waits(read, script: str, said: list[str]) -> None:
    page = page_of(read, script)
    assert page.told("log") == [("log", one) for one in said]


def test_modules_have_names_of_their_own(read) -> None:
    page = page_of(
        read, "const x = 1; console.log(x)", "const x = 2; console.log(x)", "console.log(typeof x)"
    )
    assert [text for _, text in page.told("log")] == ["1", "2", "undefined"]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import './gone.js'", "Failed to fetch"),
        ("import x from 'lodash'", "Failed to resolve module specifier"),
        ("import './wrong.js'", "nobody is not defined"),
        ("const ;", "SyntaxError"),
        ("import { from './cart.js", "SyntaxError"),
        ("await 1; throw new Error('late')", "late"),
    ],
)
def test_what_goes_wrong_in_a_module_is_told(read, script: str, said: str) -> None:
    page = page_of(read, script, "console.log('next')")
    told = page.told("log")
    assert ("log", "next") in told
    assert any(kind == "error" and said in text for kind, text in told)


def test_what_is_for_browsers_without_modules_is_left_out(read) -> None:
    page = read("<script nomodule>console.log('old')</script><script>console.log('new')</script>")
    assert page.told("log") == [("log", "new")]


@given(st.text("`${}/[]\\\"'\n* =;importexfas"))
@example("`${" * 20_000)
@example("x=/[" * 20_000)
@example("/")
def test_any_text_is_looked_through_for_what_it_imports(code: str) -> None:
    assert all(name.startswith(("http://", "https://")) for name in module_needs(code, URL))


def test_a_division_or_a_template_within_one_hides_no_import(read) -> None:
    page = page_of(
        read,
        "const a = 8 / 2 / 2, b = `${`${a}/`}`; const c = /[/']/.test('/')\n"
        "import m from './more.js'; console.log(a, b, c, m)",
    )
    assert page.told("log") == [("log", "2 2/ true 5")]
