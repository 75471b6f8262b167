"""Texts of a rulebook, in both languages."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """A text in both languages; str() gives the one in use."""

    id: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.id

    def __bool__(self) -> bool:
        """Is there a text at all?"""
        return bool(self.id)


def read_words(entry: dict[str, str] | None) -> Words:
    """The text of an entry {"id", "en"}; empty for none."""
    return Words(entry["id"], entry["en"]) if entry else Words("", "")
