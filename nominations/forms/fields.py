"""Fields for figures as people type them."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nominations import counts
from paritrana.web import numbers


class WordsField(forms.CharField):
    """Words as people paste them: signs that nobody sees are dropped, and a text that is too long is refused, never cut."""

    def __init__(self, **options: Any):
        super().__init__(**({"required": False} | options))

    def to_python(self, value: Any) -> str:
        """The text in NFC with plain line breaks."""
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(counts.visible(unicodedata.normalize("NFC", text))) or ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: a browser would cut off a pasted text without a word."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class CountField(forms.CharField):
    """A whole number, shown in groups of three. `below` is the first number that is too large for the place."""

    def __init__(self, *, below: int = counts.LIMIT, **options: Any):
        super().__init__(required=False, max_length=60, **options)
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]
        self.below = below
        self.widget.attrs |= {"class": "count", "inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        """The count, or None for nothing; ValidationError with the reading proposed."""
        text = super().clean(value)
        try:
            number = counts.read(text)
        except counts.Unreadable as refused:
            raise ValidationError(
                refused.sentence, params={"proposal": refused.proposal, "approximate": refused.approximate}
            ) from None
        if number is not None and number >= self.below:
            raise ValidationError(_("This count is too large for this field."))
        return number

    def prepare_value(self, value: Any) -> Any:
        """A stored count in groups of three; what was typed stays as it was typed."""
        return numbers.count(value, _language()) if isinstance(value, int) else value


class ValueField(forms.CharField):
    """A figure with or without decimals, kept as a decimal string."""

    def __init__(self, **options: Any):
        super().__init__(required=False, max_length=60, **options)
        self.widget.attrs |= {"class": "count", "inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> str | None:
        """The decimal string, or None for nothing."""
        text = super().clean(value)
        try:
            return counts.read_value(text)
        except counts.Unreadable as refused:
            raise ValidationError(refused.sentence) from None


class WholeField(CountField):
    """A whole value, kept as a decimal string like every value."""

    def clean(self, value: Any) -> str | None:  # type: ignore[override]
        """The digits, or None for nothing."""
        number = super().clean(value)
        return None if number is None else str(number)

    def prepare_value(self, value: Any) -> Any:
        """A stored value in groups of three; what was typed stays as it was typed."""
        stored = isinstance(value, str) and value.isascii() and value.isdecimal()
        return numbers.count(int(value), _language()) if stored else value


def shown(value: str | None) -> str:
    """A stored decimal string as the language writes it, for the field it is typed in."""
    if value is None:
        return ""
    return value.replace(".", ",") if _language() == "id" else value


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"
