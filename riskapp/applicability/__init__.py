"""The statement of applicability: what the organisation says of each control of ISO/IEC 27001:2022 Annex A."""
