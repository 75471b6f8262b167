"""Carrying a nomination from a provincial round into the national one, with its file and its history."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations import content
from nominations.actions.locking import locked
from nominations.models import (
    Answer,
    Evidence,
    Figure,
    Nomination,
    ObjectionState,
    Promotion,
    ProtectedGroup,
    Regulation,
    State,
    Statement,
)
from nominations.models.claim import CitedEntry
from nominations.policies.nomination import may_promote
from nominations.queries.claims import claim_of
from nominations.queries.people import told_about
from nominations.queries.promotion import verdicts_of
from nominations.queries.receipts import RECEIPT, receipt_key
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.documents.actions import order
from paritrana.lib import clock
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.calendar import is_open
from paritrana.programme.models import Category, Level, Round, StageCode
from paritrana.programme.reading import rules_of


@transaction.atomic
def promote(
    source: Nomination, *, by: Actor, ranking: str = "", rank: int | None = None, reason: str = ""
) -> Nomination:
    """The nomination goes on into the national round of its edition and waits there for verification anew.

    Everything filed goes along, as far as the national category asks for it; so do the verdicts, for comparison. The
    caller has seen that this one is due (ceremony.promotion). Raises Refused while an objection is open, for a
    nomination that is not verified, once it is there, and when the national round takes nothing (any more).
    """
    source = locked(source)
    may_promote(by, source).require()
    _is_ready(source)
    round_, category = _destination(source)
    now = clock.now()
    _still_takes(round_, source, now)
    try:
        with transaction.atomic():
            target = _copy(source, round_, category, now)
    except IntegrityError:
        raise Refused(
            _("%(name)s has a nomination in the national round already, so nothing goes on.")
            % {"name": source.name}
        ) from None
    target.state, target.digest = State.SUBMITTED, content.digest_of(claim_of(target))
    target.submitted_at, target.submitted_by_id = now, by.user_id
    target.save(update_fields=["state", "digest", "submitted_at", "submitted_by"])
    Promotion.objects.create(
        source=source,
        target=target,
        ranking=ranking,
        rank=rank,
        reason=reason.strip(),
        content=content.content_of(claim_of(source)),
        verdicts=verdicts_of(source),
        promoted_at=now,
        promoted_by_id=by.user_id,
    )
    record(
        "nomination.promote",
        target,
        by=by,
        region=source.round.region_code,
        reason=reason.strip(),
        changes={
            "source": [None, source.public_id],
            "state": [None, State.SUBMITTED],
            "digest": [None, target.digest],
        },
    )
    order(RECEIPT, {"nomination": target.public_id}, by=by, key=receipt_key(target))
    tell(
        "nomination.promoted",
        to=[*told_about(source), *holders(Permission.VERIFY, NATIONAL)],
        about=target,
        url=reverse("nominations:nomination", args=[target.public_id]),
        params={"name": target.name},
    )
    return target


def _is_ready(source: Nomination) -> None:
    if source.state != State.VERIFIED:
        raise Refused(
            _("Only a verified nomination goes on; this one is: %(state)s.")
            % {"state": source.get_state_display()}
        )
    if source.objections.filter(state=ObjectionState.FILED).exists():
        raise Refused(
            _("%(name)s has objected to its outcome. Answer the objection first; then it can go on.")
            % {"name": source.name}
        )
    if source.promotions.exists():
        raise Refused(
            _("%(name)s has gone on into the national round already; nothing was sent twice.")
            % {"name": source.name}
        )


def _destination(source: Nomination) -> tuple[Round, Category]:
    if source.round.level != Level.PROVINCE:
        raise Refused(_("Only a provincial round sends nominations on."))
    round_ = Round.objects.filter(edition=source.round.edition, level=Level.NATIONAL).first()
    code = rules_of(source.category).verification.promotes_into or source.category.code
    category = Category.objects.filter(edition=source.round.edition, level=Level.NATIONAL, code=code).first()
    if round_ is None or category is None:
        raise Refused(
            _("The edition has no national round with that category yet. Ask the national secretariat.")
        )
    return round_, category


def _still_takes(round_: Round, source: Nomination, now: datetime) -> None:
    registration = is_open(round_, StageCode.REGISTRATION, now, source.home)
    if not registration:
        is_open(round_, StageCode.VERIFICATION, now, source.home).require()


def _copy(source: Nomination, round_: Round, category: Category, now: datetime) -> Nomination:
    """A draft of the national round with the source's files and entries; what the category does not know stays behind."""
    rules, claim = rules_of(category), claim_of(source)
    target = Nomination.objects.create(
        round=round_,
        category=category,
        organisation=source.organisation,
        filer=source.filer,
        region=source.region,
        files_taken=source.files_taken,
        bytes_taken=source.bytes_taken,
        created_at=now,
        created_by_id=source.created_by_id,
    )
    files = {
        file.pk: Evidence.objects.create(
            nomination=target,
            document=file.document,
            file_name=file.file_name,
            uploaded_at=file.uploaded_at,
            uploaded_by_id=file.uploaded_by_id,
        )
        for file in claim.evidence
    }

    def taken(model: type, row: Any, **key: str) -> Any:
        """A row of the target like `row` (None: an empty one)."""
        made = model(nomination=target, saved_at=now, saved_by_id=source.created_by_id, **key)
        if row is not None:
            for name in _fields_of(model):
                setattr(made, name, getattr(row, name))
            if isinstance(made, CitedEntry) and row.evidence_id:
                made.evidence = files[row.evidence_id]
        return made

    sections = {section.code for section in rules.sections}
    has_regulations = any(section.kind == "regulations" for section in rules.sections)
    Answer.objects.bulk_create(
        taken(Answer, claim.answers.get(q.code), question=q.code) for q in rules.questions
    )
    Figure.objects.bulk_create(taken(Figure, claim.figures.get(m.code), metric=m.code) for m in rules.metrics)
    ProtectedGroup.objects.bulk_create(
        taken(ProtectedGroup, claim.groups.get(g.code), group=g.code) for g in rules.groups
    )
    Regulation.objects.bulk_create(taken(Regulation, row) for row in claim.regulations if has_regulations)
    Statement.objects.bulk_create(
        taken(Statement, row, section=row.section) for row in claim.statements if row.section in sections
    )
    return target


NOT_COPIED = {"id", "public_id", "nomination", "evidence", "copied_from"}


def _fields_of(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in NOT_COPIED]
