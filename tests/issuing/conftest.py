"""The ward and its people, as the operations' tests have them."""

from tests.decisions.conftest import people, ward
from tests.local_pki import pki  # noqa: F401 - a fixture

__all__ = ["people", "ward"]
