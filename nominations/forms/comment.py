"""Comments as they are typed. Signs that nobody sees are dropped; what is too long is refused and stays in its box."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.anchors import Anchor
from nominations.forms.fields import WordsField


def _words(label: Any) -> WordsField:
    area = forms.Textarea(attrs={"rows": 4})
    return WordsField(
        label=label,
        required=True,
        max_length=2000,
        widget=area,
        error_messages={"required": _("Write a few words.")},
    )


class CommentForm(forms.Form):
    """The first words of a thread, and what they are about: key of an anchor, or "" for the whole."""

    about = forms.ChoiceField(label=_("About"), required=False)
    text = _words(_("Comment"))

    def __init__(self, anchors: list[Anchor], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.anchors = {anchor.key: anchor for anchor in anchors}
        by_section: dict[str, list[tuple[str, Any]]] = {}
        for anchor in anchors:
            by_section.setdefault(anchor.section_name, []).append((anchor.key, anchor.label))
        self.fields["about"].choices = [("", _("The nomination as a whole")), *by_section.items()]  # type: ignore[attr-defined]

    def place(self) -> dict[str, str]:
        """The arguments of actions.comment that say what it is about."""
        anchor = self.anchors.get(self.cleaned_data["about"])
        return {"section": anchor.section, "entry": anchor.name} if anchor else {}


class ReplyForm(forms.Form):
    """Further words; none are needed to settle a thread."""

    text = _words(_("Reply"))

    def __init__(self, *args: Any, settles: bool = False, **options: Any):
        super().__init__(*args, **options)
        self.fields["text"].required = not settles
