"""The documents keep their word: commands they name exist, links lead somewhere, claims name a script."""

import re
from pathlib import Path

from tests.table import each_row

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@each_row("page", PAGES)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text()):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@each_row("page", PAGES)
def test_benchmarks_named_exist(page: Path) -> None:
    for script in re.findall(r"benchmarks/(\w+)\.py", page.read_text()):
        assert (ROOT / "benchmarks" / f"{script}.py").exists(), f"{page.name} names benchmarks/{script}.py"


def test_the_readme_sets_up_with_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    makefile = (ROOT / "Makefile").read_text()
    for target in ("demo", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_page_of_own_tasks_names_all_that_a_judge_and_a_stage_can() -> None:
    from device.state import predicate
    from tasks.scene import Scene
    from tasks.stage import Stage

    page = (ROOT / "docs/tasks.md").read_text()
    predicates = [
        name
        for name, kind in vars(predicate).items()
        if isinstance(kind, type) and kind.__module__ == predicate.__name__
        and hasattr(kind, "check") and name != "Predicate"
    ]  # fmt: skip
    assert len(predicates) >= 2
    clauses = [name for name in vars(Scene) if not name.startswith("_") and callable(vars(Scene)[name])]
    verbs = {name for name in vars(Stage) if not name.startswith("_")} - {"begin", "curtain", "clear_away"}
    lacking = [name for name in (*predicates, *clauses, *verbs) if f"{name}(" not in page]
    assert not lacking
