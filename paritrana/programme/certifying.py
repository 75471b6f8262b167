"""What a certificate looks like and who signs it: key "certificates" of a rulebook's content, read into frozen objects.

Content: {"certificates": [{level, emblem, border: {ink, under, ring, long, short}, signatories: [{role, office}]}]}.
One template for each level. `border` is drawn by press.guilloche (colours; waves of the sides, even). `emblem` is a drawing in static/img/emblem/; an empty one leaves the slot white. In role and
office {province} stands for the province of the round.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from paritrana.documents.press.guilloche import Border
from paritrana.programme.models import Round, Rulebook
from paritrana.programme.words import Words, read_words


@dataclass(frozen=True)
class Signatory:
    """Somebody who signs, by office and by part in the award."""

    role: Words
    office: Words


@dataclass(frozen=True)
class Template:
    """The certificate of one level."""

    emblem: str = ""
    border: Border = field(default_factory=Border)
    signatories: tuple[Signatory, ...] = ()


def template_of(round_: Round) -> Template:
    """The template of the round's level by the rulebook in force; one without signatories where it says nothing."""
    versions = Rulebook.objects.filter(edition=round_.edition_id).order_by("-version")
    newest = versions.values_list("id", flat=True).first()
    return template_in(newest, round_.level) if newest else Template()


@lru_cache(maxsize=64)
def template_in(rulebook_id: int, level: str) -> Template:
    """The template of a level in one version of a rulebook; kept in memory, since a version never changes."""
    content = Rulebook.objects.values_list("content", flat=True).get(pk=rulebook_id)
    entry = next((entry for entry in content.get("certificates", ()) if entry["level"] == level), None)
    return read_template(entry) if entry else Template()


def read_template(entry: dict[str, Any]) -> Template:
    """One template of a rulebook's content; KeyError names a missing key."""
    return Template(
        emblem=entry.get("emblem", ""),
        border=Border(**entry.get("border", {})),
        signatories=tuple(
            Signatory(read_words(signatory["role"]), read_words(signatory["office"]))
            for signatory in entry["signatories"]
        ),
    )
