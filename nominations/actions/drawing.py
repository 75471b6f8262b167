"""The draw: whom a field check visits, from a published seed and what nobody could know before."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nominations import sampling
from nominations.models import FieldCheck, FieldEntry, FieldSample, Nomination
from nominations.policies.field import may_draw
from nominations.policies.nomination import may_verify
from nominations.queries.field import drawn_from, time_to_draw
from nominations.queries.seen import RELATED
from paritrana.audit.actions import record
from paritrana.audit.queries import head
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Category, Round
from paritrana.programme.reading import rules_of as rules_of_category


@transaction.atomic
def draw(round_: Round, category: Category, *, seed: str, published_in: str, by: Actor) -> FieldSample:
    """Draws the sample of one category, once: who draws again until the outcome pleases has drawn nothing.

    As many as the rulebook says, or all there are. Each drawn nomination gets a check with an empty checklist. Refused
    for somebody who has a part in one that could be drawn, and while others may still be filed.
    """
    may_draw(by, round_).require()
    Round.objects.select_for_update().get(pk=round_.pk)
    now = clock.now()
    time_to_draw(round_, now).require()
    rules = rules_of_category(category).verification
    if not rules.sample:
        raise Refused(_("The rulebook asks for no field check in this category."))
    seed, published_in = _told(seed, published_in)
    if known := FieldSample.objects.filter(round=round_, category=category).first():
        raise Refused(
            _(
                "The sample of this category was drawn already, from the seed “%(seed)s”. A second draw is not "
                "possible: call single checks off, with the reason."
            )
            % {"seed": known.seed}
        )
    nominations = _held_pool(round_, category, by)
    pool, mark = sorted(nominations), sampling.mark_of(head(), now)
    drawn = sampling.draw(seed, mark, pool, rules.sample)
    sample = FieldSample.objects.create(
        round=round_,
        category=category,
        seed=seed,
        published_in=published_in,
        mark=mark,
        size=rules.sample,
        pool=pool,
        drawn=drawn,
        drawn_at=now,
        drawn_by_id=by.user_id,
    )
    checks = FieldCheck.objects.bulk_create(
        FieldCheck(sample=sample, nomination=nominations[number]) for number in drawn
    )
    FieldEntry.objects.bulk_create(
        FieldEntry(visit=visit, item=item.code, saved_at=now, saved_by_id=by.user_id)
        for visit in checks
        for item in rules.checklist
    )
    record(
        "field_sample.draw",
        sample,
        by=by,
        region=round_.region_code,
        reason=sample.published_in,
        changes={"seed": [None, seed], "mark": [None, mark], "pool": [None, pool], "drawn": [None, drawn]},
    )
    return sample


def _told(seed: str, published_in: str) -> tuple[str, str]:
    """Both as they are kept; Refused where one is empty or the seed is more than one line."""
    seed, published_in = seed.strip(), published_in.strip()
    if not seed or not published_in:
        raise Refused(_("Write the seed and where it was made known: without both nobody can draw again."))
    if not seed.isprintable():
        raise Refused(_("A seed is one line without control signs, so that anyone can type it again."))
    return seed, published_in


def _held_pool(round_: Round, category: Category, by: Actor) -> dict[str, Nomination]:
    """What is drawn from, by number and held until the draw is made: none is withdrawn or judged in between."""
    rows = drawn_from(round_).filter(category=category).select_for_update(of=("self",))
    pool = {found.public_id: found for found in rows.select_related(*RELATED).order_by("id")}
    if not pool:
        raise Refused(
            _("No nomination of this category waits for verification, so there is nothing to draw.")
        )
    if own := [found for found in pool.values() if not may_verify(by, found)]:
        raise Refused(
            _("You have a part in the nomination of %(name)s, which could be drawn. Ask a colleague to draw.")
            % {"name": own[0]}
        )
    return pool
