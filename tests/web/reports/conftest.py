"""The ward and its people, as the operations' tests have them."""

from tests.decisions.conftest import people, ward

__all__ = ["people", "ward"]
