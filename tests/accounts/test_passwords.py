"""What a stored password costs whoever steals the database."""

import runpy

from riskapp.accounts import passwords


def test_a_password_is_kept_at_the_cost_that_owasp_asks_for():
    """Run anew: the tests' own accounts are made at the least cost."""
    fresh = runpy.run_path(passwords.__file__)
    stored = fresh["hash_password"]("fjell-og-fjord-2026", "maja")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert fresh["matches"](stored, "fjell-og-fjord-2026") and not fresh["matches"](stored, "fjell-og-fjord-2027")
    assert not fresh["needs_rehash"](stored)


def test_a_password_kept_at_a_lower_cost_is_to_be_hashed_anew():
    fresh = runpy.run_path(passwords.__file__)
    assert fresh["needs_rehash"](passwords.hash_password("fjell-og-fjord-2026", "maja"))
