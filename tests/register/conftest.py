"""What the register's tests share with those of decisions: the ward, its people, assessments as far as needed."""

from tests.decisions.conftest import people, ward

__all__ = ["people", "ward"]
