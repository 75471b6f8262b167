"""A score as typed, read into the spelling of its scale. Pure."""

from django.utils.translation import gettext_lazy as _

from assessment.scoring import read_scale
from paritrana.lib.verdict import Refused
from paritrana.programme.rulebook import Criterion

LONGEST_TEXT = 4000
"""Characters of a note or a ground."""


def read_score(typed: str, criterion: Criterion) -> str:
    """The score as it is stored: "8,5" and " 8.5 " become "8.5", "08.50" becomes "8.5"; Refused when the scale has none such."""
    score = typed.strip().replace(",", ".")
    if criterion.scale["kind"] == "range":
        score = _plain(score)
    if read_scale(criterion.scale).refusal(score) is None:
        return score
    raise Refused(
        _("“%(typed)s” is not on the scale of “%(criterion)s”: %(scale)s.")
        % {"typed": typed.strip()[:30], "criterion": criterion.name, "scale": words_of_scale(criterion)}
    )


def words_of_scale(criterion: Criterion) -> str:
    """What may be given, in words: "1, 2, 3, 4 or 5", "0 to 100 in steps of 1"."""
    scale = criterion.scale
    if scale["kind"] == "levels":
        return str(_("one of %(levels)s") % {"levels": ", ".join(scale["points"])})
    return str(_("%(min)s to %(max)s in steps of %(step)s") % scale)


def read_text(typed: str) -> str:
    """A note or ground without blanks around it; Refused when it is too long."""
    text = typed.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(
            _("A note has at most %(most)d characters; this one has %(length)d.")
            % {"most": LONGEST_TEXT, "length": len(text)}
        )
    return text


def _plain(score: str) -> str:
    """The shortest spelling of a figure; what is none stays as it is, for the scale to refuse."""
    sign, digits = ("-", score[1:]) if score.startswith("-") else ("", score)
    whole, point, part = digits.partition(".")
    if not (whole.isascii() and whole.isdigit() and (not point or (part.isascii() and part.isdigit()))):
        return score
    plain = whole.lstrip("0") or "0"
    if part := part.rstrip("0"):
        plain += f".{part}"
    return sign + plain if plain != "0" else plain
