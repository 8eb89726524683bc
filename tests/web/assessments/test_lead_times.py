"""Where papers wait, in the browser and as a file."""

import csv
import io
from collections.abc import Callable

from riskapp.accounts.permissions import Role
from tests.assessments.ward import Ward
from tests.inspecting_client import InspectingClient


def test_the_page_and_the_file_have_every_assessment(
    maja: InspectingClient, ros: str, browse: Callable[..., InspectingClient]
) -> None:
    pavel = browse("pavel", Role.PRIVACY_OFFICER)
    page = pavel.get("/assessments/lead-times").text
    assert "Home monitoring" in page and "Draft: median 0, longest 0 days" in page
    assert "/assessments/lead-times" in pavel.get("/assessments").text
    rows = list(csv.DictReader(io.StringIO(pavel.get("/assessments/lead-times.csv").text.lstrip("\ufeff"))))
    assert [(row["title"], row["state"], row["days_draft"]) for row in rows] == [("Home monitoring", "draft", "0.0")]
    assert pavel.get("/assessments/lead-times.xlsx").status_code == 200
    assert pavel.get("/assessments/lead-times.pdf").status_code == 404


def test_whoever_sees_a_part_of_them_only_is_refused_and_not_led_there(
    ward: Ward, person: Callable[..., object], browse: Callable[..., InspectingClient]
) -> None:
    person("olav", Role.SYSTEM_OWNER, asset=ward.lab)
    olav = browse("olav")
    assert olav.get("/assessments/lead-times").status_code == 403
    assert olav.get("/assessments/lead-times.csv").status_code == 403
    assert "lead-times" not in olav.get("/assessments").text
