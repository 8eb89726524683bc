"""`riskapp check --json`: what the lines say, for another program."""

NAMES = [
    "settings",
    "instance",
    "database",
    "keys",
    "stamps",
    "trail",
    "approvals",
    "mail",
    "fonts",
    "versions",
    "clock",
]


def test_a_sound_instance_is_told_check_by_check(begun, riskapp):

    said = riskapp("check", "--json")

    assert (said.status, said.err) == (0, "")
    assert [one["name"] for one in said.json] == NAMES
    assert all(set(one) == {"name", "ok", "text"} and one["ok"] is True for one in said.json)
    plain = riskapp("check").out.splitlines()[:-1]
    assert plain == [f"ok   {one['name']:9} {one['text']}" for one in said.json[:-1]]


def test_what_must_be_put_right_is_told_with_what_to_do(begun, riskapp, folder):
    (folder / "secret.key").chmod(0o644)

    said = riskapp("check", "--json")

    assert (said.status, said.err) == (1, "")
    assert [one["name"] for one in said.json if not one["ok"]] == ["instance"]
    assert f"chmod 600 {folder / 'secret.key'}" in said.json[1]["text"]


def test_wrong_settings_leave_the_same_checks(riskapp):
    said = riskapp("check", "--json", RISKAPP_LANGUAGE="sv")

    assert said.status == 1
    assert [(one["name"], one["ok"]) for one in said.json] == [
        *((name, False) for name in NAMES[:8]),
        *((name, True) for name in NAMES[8:]),
    ]
