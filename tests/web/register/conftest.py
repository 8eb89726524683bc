"""The ward and its people, for the register's pages."""

from tests.decisions.conftest import people, ward

__all__ = ["people", "ward"]
