"""riskapp: information-security and privacy risk assessment for hospitals."""

__version__ = "0.1.0"
