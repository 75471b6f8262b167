"""Honouring: approving a decision with its awards and certificates, and publishing it."""

from django.db import transaction

from assessment.actions import decision as assessment
from assessment.models import Decision
from ceremony import facts, numbering
from ceremony.actions.issuing import issue
from ceremony.models import Award, Batch, Publication
from ceremony.phrasing import may_be_printed
from ceremony.policies.certificate import may_publish
from paritrana.audit.actions import record, seal
from paritrana.audit.queries import head
from paritrana.documents.actions import orders_in_bulk
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme.certifying import template_of


@transaction.atomic
def approve_decision(decision: Decision, *, by: Actor) -> Decision:
    """Approves the decision as the second person; its winners get awards, serials and certificates at once.

    All or nothing: a name that can't be printed, or a template without signatories, refuses the whole (Refused).
    Workers only fill the files.
    """
    decision = assessment.approve(decision, by=by)
    panel = decision.panel
    competition = facts.competition_facts(panel.round, panel.category, decision.approved_by)
    template = template_of(panel.round)
    places = list(decision.places.select_related("nomination__organisation", "nomination__region"))
    recipients = [facts.recipient_of(place.nomination) for place in places]
    for place, recipient in zip(places, recipients, strict=True):
        may_be_printed(competition, template, recipient, place.title).require()
    serials = numbering.take(facts.serial_space(competition), len(places))
    with orders_in_bulk():
        for place, recipient, serial in zip(places, recipients, serials, strict=True):
            award = Award.objects.create(
                decision=decision,
                nomination=place.nomination,
                rank=place.rank,
                title=facts.tidy(place.title),
                recipient=recipient,
                facts=competition,
            )
            record("award.confer", award, by=by, region=panel.round.region_code)
            issue(
                decision, award, serial, by=by, competition=competition, template=template,
                recipient=recipient, title=award.title, rank=award.rank,
            )  # fmt: skip
    Batch.objects.create(decision=decision, ordered_at=clock.now())
    transaction.on_commit(seal, robust=True)
    return decision


@transaction.atomic
def publish(decision: Decision, *, by: Actor) -> Publication:
    """Makes the honours of the decision public from this moment on; nobody publishes what they approved."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    may_publish(by, decision).require()
    publication = Publication.objects.create(
        decision=decision, published_at=clock.now(), published_by_id=by.user_id, trail_head=head()
    )
    record("decision.publish", decision, by=by, region=decision.panel.round.region_code)
    transaction.on_commit(seal, robust=True)
    return publication
