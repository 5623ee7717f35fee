"""The page of the last start: kept, shown before Gradio is there, and no way to other files."""

from pathlib import Path

from ui.chat.early import HERE, PAGE, THEME, Early


def test_what_was_kept_is_answered_for_the_address_it_is_opened_at(tmp_path: Path) -> None:
    early = Early(tmp_path / "cache")
    assert not early.knows
    assert early.answer(PAGE, "http://127.0.0.1:8420") is None
    early.keep({PAGE: f'<script>root = "{HERE}"</script>', THEME: "body {}"})
    assert early.knows
    page = early.answer(PAGE, "http://127.0.0.1:8420")
    assert page is not None
    assert page.body == b'<script>root = "http://127.0.0.1:8420"</script>'
    assert Early(tmp_path / "cache").answer(THEME, "") is not None
    assert early.answer("/gradio_api/info", "") is None


def test_of_gradios_files_only_those_of_its_page_are_given_out(tmp_path: Path) -> None:
    early = Early(tmp_path)
    assert early.answer("/static/js/iframeResizer.contentWindow.min.js", "") is not None
    for path in (
        "/assets/../index.html",
        "/assets/../../../routes.py",
        "/static//etc/passwd",
        "/assets/none.js",
    ):
        assert early.answer(path, "") is None


def test_a_second_start_shows_the_page_as_the_first_left_it(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Early(folder).keep({PAGE: "one", THEME: "two"})
    (folder / "page-of-an-older-version-").write_text("old")
    Early(folder).keep({PAGE: "three", THEME: "four"})
    assert len(list(folder.iterdir())) == 2
    again = Early(folder).answer(PAGE, "")
    assert again is not None
    assert again.body == b"three"
