"""The record of processing (GDPR Art. 30): what the organisation does with personal data, kept once and quoted."""
