"""HTML that a script puts in, as careless as it comes."""

import json

import pytest


def literal(text: str) -> str:
    """As a script has it, which a page's own parser does not end at."""
    return json.dumps(text).replace("</", "<\\/").replace("<!--", "<\\!--")


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<b a="Say "hi" now">x</b>y', '<b a="Say " hi"="" now"="">x</b>y'),
        ("5 <cats and dogs are playing in the garden, all day long and in the night, too", "5 "),
        ("a <b", "a "),
        ("a < b <= c <3", "a &lt; b &lt;= c &lt;3"),
        ("<i title=a/>x</i>", '<i title="a/">x</i>'),
        ("<p a='1' a=2 B = \"3\" c>x<br/>y</p  >z", '<p a="1" b="3" c="">x<br>y</p>z'),
        ("<!-- a < b -->x<!-- never ends", "<!-- a < b -->x<!-- never ends-->"),
        ("<script>a < b && '</i>'</script>x", "<script>a < b && '</i>'</script>x"),
        (
            "<textarea>a<b></textarea><li>1<li>2</nobody>3",
            "<textarea>a&lt;b&gt;</textarea><li>1</li><li>23</li>",
        ),
        ("<svg><g/><path d=x /></svg>t", '<svg><g></g><path d="x"></path></svg>t'),
    ],
)
def test_what_is_put_in_is_read_as_a_browser_does(read, html: str, made: str) -> None:
    page = read(f"<p id=o></p><script>o.innerHTML = {literal(html)};"
                "console.log(o.innerHTML)</script>")  # fmt: skip
    assert page.told("log") == [("log", made)]


@pytest.mark.parametrize(
    "html", ['<b class="' + "word " * 400 + "x", "<b " + "word" * 400 + "\"'", "<a =" * 4000, "</a" * 9000]
)
def test_what_never_ends_takes_no_time(read, html: str) -> None:
    page = read(f"<p id=o></p><script>o.innerHTML = {literal(html)};console.log('over')</script>")
    assert page.told("log") == [("log", "over")]


@pytest.mark.full
def test_a_long_list_is_put_in_at_once(read) -> None:
    page = read("<ul id=o></ul><script>o.innerHTML = Array.from({length: 3000}, (_, n) =>"
                "`<li class='row' data-n=\"${n}\"><b>Row ${n}</b> of many, with some words</li>`).join('');"
                "console.log(o.children.length)</script>")  # fmt: skip
    assert page.told("log") == [("log", "3000")]
