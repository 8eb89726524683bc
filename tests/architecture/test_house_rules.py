"""The rules of the house that a machine can check."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for path in (ROOT / "riskapp").rglob("*.py") if "migrations/versions" not in str(path))
TEMPLATES = sorted((ROOT / "riskapp/templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "riskapp/static/js").rglob("*.js"))
BANNED_NAMES = re.compile(r"(utils?|helpers?|common|misc|manager)$")


def ids(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_a_module_says_what_it_is_for_and_stays_small(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert ast.get_docstring(tree), "the first line of a module says what it is for"
    assert len(text.splitlines()) <= 300, "one subject a file"
    assert not BANNED_NAMES.search(path.stem)


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_nothing_is_imported_inside_a_function(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


@pytest.mark.parametrize("path", MODULES, ids=ids(MODULES))
def test_no_error_is_swallowed(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)):
        assert handler.type is not None, f"bare except in line {handler.lineno}"
        only_pass = len(handler.body) == 1 and isinstance(handler.body[0], ast.Pass)
        assert not only_pass, f"an error vanishes in line {handler.lineno}"


def test_only_the_database_module_commits():
    found = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"session\.commit\(|\.begin_nested\(", path.read_text(encoding="utf-8"))
    ]
    assert found == ["riskapp/database.py"]


def test_only_one_place_makes_reportlab_paragraphs():
    found = [
        str(path.relative_to(ROOT)) for path in MODULES if re.search(r"\bParagraph\(", path.read_text(encoding="utf-8"))
    ]
    assert len(found) <= 1, found


@pytest.mark.parametrize("path", TEMPLATES, ids=ids(TEMPLATES))
def test_templates_keep_to_the_strict_content_policy(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert "|safe" not in text.replace(" ", ""), "text of people is always escaped"
    assert len(text.splitlines()) <= 250


@pytest.mark.parametrize("path", SCRIPTS, ids=ids(SCRIPTS))
def test_scripts_write_no_markup_and_evaluate_nothing(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
    assert text.startswith("//"), "the first line of a script says what it is for"


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines()]


def test_nothing_of_others_is_committed():
    names = [str(path.relative_to(ROOT)) for path in tracked()]

    assert not [name for name in names if re.search(r"node_modules|static/vendor|\.min\.|\.(woff2?|ttf|otf)$", name)]


def test_lock_files_carry_no_download_address():
    for path in (*ROOT.glob("requirements/*.txt"), ROOT / "package-lock.json"):
        assert not re.search(r"https?://|file://", path.read_text(encoding="utf-8")), path.name


def test_every_dependency_has_its_reason():
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    setup = (ROOT / "setup.cfg").read_text(encoding="utf-8")
    wanted = re.findall(r"^    ([a-z0-9-]+)(?:\[[a-z]+\])?(?:>=|==)", setup, re.MULTILINE)
    wanted += re.findall(r'^    "(@?[a-z0-9/-]+)":', (ROOT / "package.json").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(wanted) > 20
    assert [name for name in wanted if f"`{name}`" not in text] == []
