"""Beginning a draft, and the refusals that stand at its door."""

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nominations.models import Answer, Figure, Nomination, ProtectedGroup, State
from nominations.policies.nomination import may_start
from nominations.queries.calls import eligible
from paritrana.accounts.models import Organisation
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.programme.calendar import is_open
from paritrana.programme.models import Category, Round, StageCode
from paritrana.programme.reading import rules_of
from paritrana.regions.models import Region
from paritrana.web import moments


@transaction.atomic
def start(
    *,
    round_: Round,
    category: Category,
    organisation: Organisation,
    by: Actor,
    filer: Organisation | None = None,
) -> Nomination:
    """Begins the draft of an organisation in a category of a round, with an empty row for every answer, figure and group.

    `filer` files on the organisation's behalf; none: it files itself.

    Raises Refused when the organisation does not belong there, the registration is not open, or it has begun already.
    """
    may_start(by, organisation, filer).require()
    rules = rules_of(category)
    if filer and filer.kind not in rules.on_behalf:
        raise Refused(
            _(
                "The rules of this category do not let %(filer)s file on behalf of others. Its own officer files."
            )
            % {"filer": filer}
        )
    if rules.verification.by_promotion:
        raise Refused(
            _(
                "Nobody files into this category: its nominations come from the provinces. File in your province's round."
            )
        )
    if not eligible(organisation, round_, category, rules.nominee):
        raise Refused(
            _("This organisation does not belong to that category of that round. Choose another category.")
        )
    _refuse_what_has_ended(organisation.region, round_)
    now = clock.now()
    is_open(round_, StageCode.REGISTRATION, now, organisation.region).require()
    try:
        with transaction.atomic():
            nomination = Nomination.objects.create(
                round=round_,
                category=category,
                organisation=organisation,
                filer=filer,
                region=organisation.region if rules.nominee in {"province", "regency_city"} else None,
                created_at=now,
                created_by_id=by.user_id,
                keeper_id=by.user_id,
            )
    except IntegrityError:
        raise Refused(_who_has_filed(round_, category, organisation, by)) from None
    stamp = {"nomination": nomination, "saved_at": now, "saved_by_id": by.user_id}
    Answer.objects.bulk_create(Answer(question=question.code, **stamp) for question in rules.questions)
    Figure.objects.bulk_create(Figure(metric=metric.code, **stamp) for metric in rules.metrics)
    ProtectedGroup.objects.bulk_create(ProtectedGroup(group=group.code, **stamp) for group in rules.groups)
    record("nomination.start", nomination, by=by, region=round_.region_code)
    return nomination


def _refuse_what_has_ended(region: Region | None, round_: Round) -> None:
    """A region that ended before the assessed period files nothing; those that came of it do."""
    if region is None or region.valid_until is None or region.valid_until >= round_.edition.period_start:
        return
    names = ", ".join(region.successors.order_by("code").values_list("name", flat=True)) or "–"
    raise Refused(
        _("%(region)s ended on %(day)s, before the assessed period. Its successors file instead: %(names)s.")
        % {
            "region": region.name,
            "day": moments.long_day(region.valid_until, get_language() or "id"),
            "names": names,
        }
    )


def _who_has_filed(
    round_: Round, category: Category, organisation: Organisation, by: Actor
) -> "str | Promise":
    """Why a second nomination is refused: one's own is there, or somebody else has begun one for the region."""
    pool = Nomination.objects.filter(round=round_, category=category).exclude(state=State.WITHDRAWN)
    pool = pool.select_related("organisation", "filer")
    same = pool.filter(organisation=organisation).first()
    if same and same.filer:
        return _(
            "%(region)s is nominated in this category already: %(filer)s files on behalf of %(organisation)s. A region "
            "is nominated once: its own officer writes in that draft or takes it over."
        ) % {"region": same.name, "filer": same.filer, "organisation": organisation}
    if same and organisation.pk in by.organisations(Permission.DRAFT):
        return _(
            "Your organisation has a nomination in this category already. Continue the one in your list."
        )
    other = same or pool.filter(region=organisation.region).first()
    return _(
        "%(region)s is nominated in this category already, by %(organisation)s. A region is nominated once: ask them, "
        "or the round's secretariat, to add you."
    ) % {"region": organisation.region, "organisation": other.organisation if other else ""}
