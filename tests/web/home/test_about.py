"""What the site says of itself is true of how it is set up."""

from dataclasses import replace

import pytest

from riskapp.accounts.permissions import Role
from riskapp.settings import Mail, Signing


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({}, "Nothing is sent to anybody else."),
        ({"signing": Signing(timestamp_url="http://stamps.example/tsa")}, "stamps.example, a time-stamp service"),
        ({"mail": Mail(host="mail.example")}, "mail.example, the mail server: how many notifications"),
        ({"mail": Mail(host="mail.example", titles=True)}, "mail.example, the mail server: which notifications"),
        ({"trail_syslog": "tcp://logs.example:601"}, "logs.example, a log server"),
    ],
    ids=lambda one: next(iter(one), "nothing") if isinstance(one, dict) else "",
)
def test_whatever_leaves_the_organisation_is_told(app, browse, setting, says):
    app.extensions["riskapp.settings"] = replace(app.extensions["riskapp.settings"], **setting)
    page = browse("rut", Role.AUDITOR).get("/about").text
    assert says in page
    assert ("Nothing is sent" in page) is (not setting)
