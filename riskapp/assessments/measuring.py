"""What a version measures with: the scales, matrix and acceptance criteria that it began with, or was moved to."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from riskapp.assessments.models import Criteria, Version
from riskapp.catalogues.scale_file import load_scales, scales_in
from riskapp.catalogues.scales import Scales

NAME = "criteria"
"""What an error in stored criteria calls their file."""


def scales_of(version: Version) -> Scales:
    """The scales of a version: the organisation's, or those that came with riskapp where it had set none."""
    kind = version.assessment.kind
    return load_scales(kind) if version.criteria is None else scales_by(version.criteria)


def scales_by(criteria: Criteria) -> Scales:
    """The scales that stored criteria say."""
    return scales_from(criteria.kind, criteria.body)


def scales_from(kind: str, body: Mapping[str, Any]) -> Scales:
    """The scales that plain data say; raises Invalid, naming the place, where anything is amiss."""
    return _read(kind, json.dumps(body, sort_keys=True))


@lru_cache(maxsize=64)
def _read(kind: str, text: str) -> Scales:
    return scales_in(NAME, json.loads(text), kind)
