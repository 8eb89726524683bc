"""Browsers keep our files for a year: a new release must have new addresses, for scripts that import others as well."""

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask

from riskapp.accounts.permissions import Role
from riskapp.web import static_files
from tests.inspecting_client import InspectingClient


def test_every_script_that_a_page_imports_stands_beside_it_under_the_mark_of_all(
    browse: Callable[..., InspectingClient],
) -> None:
    browser = browse("maja", Role.MEMBER)
    browser.get("/about")
    address = next(script["src"] for script in browser.page.all("script") if "riskapp.js" in script["src"])
    assert re.fullmatch("/static/at/[0-9a-f]{12}/js/riskapp.js", address)
    with browser.get(address) as answer:
        assert answer.mimetype == "text/javascript"
        imported = re.findall(r'from "\./([a-z-]+\.js)"', answer.text)
    assert len(imported) > 5
    for name in imported:
        with browser.get(address.replace("riskapp.js", name)) as answer:
            assert answer.status_code == 200


def test_a_change_of_one_script_changes_the_address_of_all(tmp_path: Path) -> None:
    app = Flask("shop", root_path=str(tmp_path))
    static_files.install(app)
    scripts = tmp_path / "static/js"
    scripts.mkdir(parents=True)
    (scripts / "main.js").write_text('import "./part.js";')
    (scripts / "part.js").write_text("1")
    with app.test_request_context():
        before = static_files.file_url(app, "js/main.js")
        (scripts / "part.js").write_text("2")
        static_files._mark_of_scripts.cache_clear()
        assert static_files.file_url(app, "js/main.js") != before
    with app.test_client().get(before) as answer:
        assert answer.text == 'import "./part.js";'


def test_no_file_outside_the_folder_is_served(browse: Callable[..., InspectingClient]) -> None:
    browser = browse("maja", Role.MEMBER)
    for path in ("/static/at/x/../riskapp.py", "/static/at/x/..%2F..%2Fdatabase.py", "/static/at/x/nothing.js"):
        assert browser.get(path).status_code == 404
