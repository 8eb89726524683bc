"""Scales, matrix and acceptance criteria as plain data, so that a content can be judged years later by itself."""

from riskapp.assessments.content_rows import level_row
from riskapp.assessments.plain import Content, text_row
from riskapp.catalogues.matrix import RiskLevel
from riskapp.catalogues.scales import Scale, Scales


def scales_row(scales: Scales) -> Content:
    """Everything that a version measures with."""
    return {
        "version": scales.version,
        "name": text_row(scales.name),
        "source": text_row(scales.source),
        "likelihood": _scale(scales.likelihood),
        "consequence": _scale(scales.consequence),
        "levels": [_meaning(level) for level in scales.levels],
        "matrix": [[level_row(level) for level in row] for row in scales.matrix.rows],
        "acceptance": [
            {"level": rule.level.id, "roles": list(rule.roles), "days": rule.days} for rule in scales.acceptance
        ],
        "borne": scales.borne,
        "stricter": [
            {"aspect": rule.aspect, "level": rule.level.id, "roles": list(rule.roles), "days": rule.days}
            for rule in scales.stricter
        ],
        "proposals": [
            {"aspect": rule.aspect, "figure": rule.figure, "at_least": list(rule.at_least)} for rule in scales.proposals
        ],
        "combined": [list(row) for row in scales.combined],
        "consult": [level.id for level in scales.consult],
    }


def _scale(scale: Scale) -> Content:
    return {
        "name": text_row(scale.name),
        "dimensions": [{"id": name, "nb": text.nb, "en": text.en} for name, text in scale.dimensions.items()],
        "levels": [
            {
                "value": level.value,
                "word": text_row(level.word),
                "description": text_row(level.description),
                "frequency": text_row(level.frequency),
                "aspects": {name: text_row(text) for name, text in level.dimensions.items()},
            }
            for level in scale.levels
        ],
    }


def _meaning(level: RiskLevel) -> Content:
    return {
        "id": level.id,
        "value": level.value,
        "word": text_row(level.word),
        "meaning": text_row(level.meaning),
        "tone": level.tone,
    }
