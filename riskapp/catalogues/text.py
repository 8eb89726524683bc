"""A text that a person reads, in both languages of the product."""

from dataclasses import dataclass

LANGUAGES = ("nb", "en")
NORWEGIAN = ("nb", "nn", "no")


@dataclass(frozen=True)
class Text:
    """One text in bokmål and English; neither is ever empty in a loaded catalogue."""

    nb: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language tag such as `nb`, `nb_NO` or `en-GB`; a language that we lack gets English."""
        return self.nb if language.replace("-", "_").split("_")[0] in NORWEGIAN else self.en
