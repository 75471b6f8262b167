"""Fields for figures as people type them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nominations import counts
from paritrana.web import numbers


class CountField(forms.CharField):
    """A whole number, shown in groups of three. `below` is the first number that is too large for the place."""

    def __init__(self, *, below: int = counts.LIMIT, **options: Any):
        super().__init__(required=False, max_length=60, **options)
        self.below = below
        self.widget.attrs |= {"class": "count", "inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        """The count, or None for nothing; ValidationError with the reading proposed."""
        text = super().clean(value)
        try:
            number = counts.read(text)
        except counts.Unreadable as refused:
            raise ValidationError(refused.sentence) from None
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
