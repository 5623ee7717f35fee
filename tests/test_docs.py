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
