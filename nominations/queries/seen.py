"""The only door to nominations, their entries and their evidence.

Nominees see their organisation's own, and what it files on behalf of another. The secretariat of a round, whoever follows all rounds, and auditors see what
was submitted: a draft, or one withdrawn before submission, is nobody else's. Assessors have their own door in
assessment, behind which conflicts are checked; it reads content through queries that know no actor (claims.py).
"""

from collections.abc import Callable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from nominations.models import Entry, Evidence, Nomination
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.models import Category, Level, Rulebook
from paritrana.programme.queries import of_provinces


def nominations_seen_by(actor: Actor) -> QuerySet[Nomination]:
    """The nominations an actor may open, with what every page of one needs."""
    return _whole(Nomination.objects.filter(seen(actor)))


def evidence_seen_by(actor: Actor) -> QuerySet[Evidence]:
    """The evidence of those nominations."""
    found = Evidence.objects.filter(seen(actor, "nomination__"))
    return found.select_related(
        "document",
        "nomination__round__edition",
        "nomination__organisation",
        "nomination__region",
        "nomination__filer",
    )


def entries_seen_by(model: type[Entry]) -> Callable[[Actor], QuerySet[Entry]]:
    """The loader of one kind of entry, for the gate. Each entry brings its nomination along."""

    def loader(actor: Actor) -> QuerySet[Entry]:
        found = model._default_manager.filter(seen(actor, "nomination__"))
        return found.select_related(*(f"nomination__{name}" for name in RELATED)).annotate(
            rulebook_pk=_newest_rulebook("nomination__")
        )

    loader.__name__ = f"{model._meta.model_name}_seen_by"
    return loader


def seen(actor: Actor, prefix: str = "") -> Q:
    """The condition itself, on nominations or on what points to them by `prefix`."""

    def q(**conditions: object) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    own = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    regions = actor.regions(Permission.VERIFY) | actor.regions(Permission.AUDIT)
    filed = of_provinces(regions, f"{prefix}round__")
    if NATIONAL in regions:
        filed |= q(round__level=Level.NATIONAL)
    if actor.may(Permission.FOLLOW) or NATIONAL in actor.regions(Permission.AUDIT):
        filed = q(pk__isnull=False)
    return q(organisation_id__in=own) | q(filer_id__in=own) | (filed & q(submitted_at__isnull=False))


RELATED = ("round__edition", "round__region", "category", "organisation__region", "region", "filer")


def with_rules(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Those nominations with what a page of them needs. For callers that have shown them to the reader."""
    return _whole(nominations)


def _whole(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    return nominations.select_related(*RELATED).annotate(rulebook_pk=_newest_rulebook())


def _newest_rulebook(prefix: str = "") -> Subquery:
    """The rules in force come with the row, so that a page need not ask for them."""
    versions = Rulebook.objects.filter(edition=OuterRef(f"{prefix}round__edition")).order_by("-version")
    return Subquery(versions.values("pk")[:1])


def categories_of(nominations: QuerySet[Nomination]) -> list[tuple[str, str]]:
    """The categories that occur among them, (code, name) for a filter. Seen ones only, so the list betrays nothing."""
    ids = nominations.order_by().values("category_id").distinct()
    found = {category.code: str(category) for category in Category.objects.filter(pk__in=ids)}
    return list(found.items())
