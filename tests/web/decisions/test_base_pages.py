"""A new version of a base in the browser: on the first page of the heir's team, among the notices, and as seen."""

from riskapp.accounts.models import User
from riskapp.database import db
from riskapp.notices.models import Notice
from riskapp.web.notices.digest_text import letter_to
from tests.decisions.bases import approved_anew, follower, renewed, shared_base
from tests.decisions.examples import version_of
from tests.decisions.test_new_versions_of_a_base import elsewhere
from tests.web.decisions.test_review import address


def test_the_team_finds_it_on_its_first_page_and_among_the_notices(people, ward, browse):
    base = shared_base(people, ward)
    heir = follower(people, ward, base)
    renewed(people, base)
    maja = browse("maja")
    home = maja.get("/").text
    assert "New versions of bases that are followed" in home
    assert "4 changes to judge" in home
    assert f'href="{address(heir, "base")}"' in home
    assert "Version 2 of its base is approved. Look at what it changes for you." in maja.get("/notifications").text
    notices = db.session.query(Notice).filter_by(user_id=people.member.id, kind="base changed").all()
    assert (
        "A new version of a base that you follow: 1"
        in letter_to(db.session.get_one(User, people.member.id), notices).text
    )
    assert maja.post_form(f"/notifications/{notices[0].id}", {}).location == address(heir, "base")


def test_what_concerns_nobody_here_is_noted_as_seen_by_one_click(people, ward, browse):
    base = shared_base(people, ward)
    heir = follower(people, ward, base)
    new = approved_anew(people, base, elsewhere)
    maja = browse("maja")
    assert "Nothing of it is left to judge here." in maja.get(address(heir)).text
    page = maja.get(address(heir, "base")).text
    assert "Nothing of it concerns answers, scenarios or measures." in page
    assert "Rolf Region" in page, "what changed elsewhere can be read"
    stale = maja.post_form(address(heir, "base"), {"do": "seen", "base": str(base.id)})
    assert (stale.status_code, "The base has changed since you opened the page" in stale.text) == (422, True)
    assert maja.post_form(address(heir, "base"), {"do": "seen", "base": str(new.id)}).status_code == 302
    page = maja.get(address(heir, "base")).text
    assert "It has caught up with its base." in page
    assert "of the base is approved" not in maja.get(address(version_of(heir.assessment_id))).text
