"""Every text is there in nb and en, with the same places for values."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    template = tmp_path_factory.mktemp("texts") / "all.pot"
    command = [
        Path(sys.executable).with_name("pybabel"),
        "--quiet",
        "extract",
        "--mapping",
        "babel.cfg",
        "--keyword",
        "N_",
        "--keyword",
        "_l",
        "--no-location",
        "--output",
        str(template),
        "riskapp",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    with template.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


@pytest.fixture(scope="module")
def norwegian():
    with (ROOT / "riskapp/translations/nb/LC_MESSAGES/messages.po").open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


def strings(value):
    return (value,) if isinstance(value, str) else tuple(value)


def test_every_text_has_its_norwegian(wanted, norwegian):
    missing = [id_ for id_ in wanted if id_ not in norwegian or not all(strings(norwegian[id_].string))]
    assert missing == []


def test_no_norwegian_text_is_a_guess(norwegian):
    assert [message.id for message in norwegian.values() if message.fuzzy] == []


def test_both_languages_have_the_same_places_for_values(norwegian):
    for message in norwegian.values():
        english = set(PLACES.findall(" ".join(strings(message.id))))
        for text in strings(message.string):
            assert set(PLACES.findall(text)) <= english, message.id
        assert set(PLACES.findall(" ".join(strings(message.string)))) == english, message.id


def test_nothing_stands_in_the_catalogue_that_no_page_says(wanted, norwegian):
    assert [id_ for id_ in norwegian if id_ not in wanted] == []


def test_messages_of_riskapps_own_errors_are_marked_for_translation():
    unmarked = []
    for path in (ROOT / "riskapp").rglob("*.py"):
        for found in re.finditer(
            r"raise (?:Invalid|NotAllowed|NotFound|Conflict|Unready|Faulty)\(\s*(?!N_)[\"f]", path.read_text("utf-8")
        ):
            unmarked.append(f"{path.relative_to(ROOT)}: {found[0]!r}")
    assert unmarked == []


def test_no_text_is_translated_inside_a_formatted_string() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "riskapp").rglob("*.py"))
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "gettext", "ngettext")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == [], "the collection of texts does not look inside f-strings: give them a line of their own"
