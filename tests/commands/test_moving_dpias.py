"""DPIAs in and out of the CNIL tool's form on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Said
from tests.exchange.cnil.files import SLEEP_DIARY

WARD = Path(__file__).parents[1] / "cases/ward"

pytestmark = pytest.mark.usefixtures("begun")


def test_a_dpia_moves_in_and_out(riskapp: Callable[..., Said], tmp_path: Path) -> None:
    riskapp("import", str(WARD))
    said = riskapp("import-pia", str(SLEEP_DIARY), "--asset", "lab", "--language", "en")
    assert said.status == 0, said.err
    assert said.out.startswith("assessment 1\n")
    assert "      Who empties the cellar?" in said.out
    assert "Sleep diary of the lung ward" in riskapp("assessments").out
    file = tmp_path / "out.json"
    said = riskapp("export-pia", "1", "--out", str(file))
    assert said.status == 0 and str(file) in said.err
    assert json.loads(file.read_text(encoding="utf-8"))["pia"]["name"] == "Sleep diary of the lung ward"
    again = riskapp("import-pia", str(file), "--asset", "lab", "--title", "Again", "--json")
    assert again.json["assessment"] == 2


def test_what_does_not_fit_is_refused_with_a_sentence(riskapp: Callable[..., Said], tmp_path: Path) -> None:
    riskapp("import", str(WARD))
    broken = tmp_path / "broken.json"
    broken.write_text('{"pia": {}, "answers": [{"reference_to": 325, "data": {"gauge": 7}}]}', encoding="utf-8")
    for words, says in (
        (("import-pia", str(broken), "--asset", "lab"), "answers 1, data.gauge is 7"),
        (("import-pia", str(SLEEP_DIARY), "--asset", "nothing"), "nothing"),
        (("import-pia", str(SLEEP_DIARY)), "--asset"),
        (("import-pia", str(tmp_path), "--asset", "lab"), "directory"),
        (("export-pia", "9", "--out", str(tmp_path / "x.json")), "There is no such assessment"),
    ):
        said = riskapp(*words)
        assert said.status == 2 and says in said.err, (words, said)
    assert riskapp("assessments").out == ""
    assert not (tmp_path / "x.json").exists()
