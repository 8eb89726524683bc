"""What the tests of moving in and out share: the ward and somebody who writes."""

from tests.assessments.conftest import maja, ward

__all__ = ["maja", "ward"]
