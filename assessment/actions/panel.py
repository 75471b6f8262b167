"""Founding a panel, its letter of appointment, closing it stage by stage, an auditor's sealed read."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.actions.locking import locked_panel
from assessment.models import FurtherCall, Panel, PanelState, ScoreSheet, SheetState
from assessment.policies.panel import may_seat
from assessment.policies.sheet import may_read_sealed, must_score
from assessment.queries.further import STAGE
from assessment.queries.panel import below_quorum, counting_sheets
from assessment.workflow import PANEL
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Category, Round
from paritrana.programme.reading import rules_of


@transaction.atomic
def found(round_: Round, category: Category, *, decree: str = "", composition: str = "", by: Actor) -> Panel:
    """The panel of a category in a round, which exists once. Raises Refused for a stranger or a second one.

    `composition` is the code of its seats in the rulebook; "" leaves them free.
    """
    panel = Panel(round=round_, category=category, decree=decree.strip(), composition=composition)
    may_seat(by, panel).require()
    if (category.edition_id, category.level) != (round_.edition_id, round_.level):
        raise Refused(_("This category belongs to another edition or level than the round."))
    if Panel.objects.filter(round=round_, category=category).exists():
        raise Refused(_("This category already has its panel in this round."))
    panel.save()
    record("panel.found", panel, by=by, region=round_.region_code, changes={"decree": [None, panel.decree]})
    return panel


@transaction.atomic
def appoint(
    panel: Panel,
    *,
    decree: str,
    decree_on: date | None,
    term_from: date | None,
    term_to: date | None,
    by: Actor,
) -> Panel:
    """Writes down the letter of appointment with its day and term. Raises Refused for a term that ends before it begins."""
    panel = locked_panel(panel)
    may_seat(by, panel).require()
    if not decree.strip():
        raise Refused(_("Give the number of the letter of appointment."))
    if term_from and term_to and term_to < term_from:
        raise Refused(_("The term ends before it begins. Correct one of the two days."))
    new = {"decree": decree.strip(), "decree_on": decree_on, "term_from": term_from, "term_to": term_to}
    changes = {name: [str(getattr(panel, name) or ""), str(value or "")] for name, value in new.items()}
    for name, value in new.items():
        setattr(panel, name, value)
    panel.save(update_fields=list(new))
    record(
        "panel.appoint",
        panel,
        by=by,
        region=panel.round.region_code,
        changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]},
    )
    return panel


@transaction.atomic
def close(panel: Panel, *, reason: str = "", by: Actor) -> Panel:
    """Closes the stage in hand, and with the last one the panel: from here on its sheets never change.

    With sheets unsigned (or none at all) or below the quorum it needs a reason, which the trail keeps.
    """
    panel = locked_panel(panel)
    rules = rules_of(panel.category)
    stage = must_score(rules, panel)
    step = PANEL["close_documents" if stage == "document" and rules.assessed_in("interview") else "close"]
    step.verdict(by, panel).require()
    # Locking the sheets makes a signature come wholly before the close or be refused.
    sheets = list(
        ScoreSheet.objects.select_for_update()
        .filter(seat__panel=panel, stage=stage)
        .order_by("id")
        .only("id", "state", "seat_id", "nomination_id")
    )
    unsigned = counting_sheets(panel, stage).exclude(state=SheetState.SIGNED).count()
    if stage == STAGE:
        unsigned += FurtherCall.objects.filter(
            panel=panel, seat=None
        ).count()  # a sheet that lies with nobody yet
    if (unsigned or not sheets) and not reason.strip():
        raise Refused(
            _(
                "%(unsigned)d of %(all)d sheets are not signed. They will not count; give the reason for closing without them."
            )
            % {"unsigned": unsigned, "all": len(sheets)}
        )
    if (lacking := below_quorum(panel, stage)) and not reason.strip():
        raise Refused(lacking)
    before, panel.state = panel.state, step.to
    if step.to == PanelState.CLOSED:
        panel.closed_at, panel.closed_by_id = clock.now(), by.user_id
    else:
        panel.documents_closed_at, panel.documents_closed_by_id = clock.now(), by.user_id
    panel.save()
    record(
        "panel.close",
        panel,
        by=by,
        region=panel.round.region_code,
        reason=reason.strip(),
        changes={"state": [before, panel.state], "unsigned": [None, unsigned]},
    )
    return panel


@transaction.atomic
def read_sealed(panel: Panel, *, reason: str, by: Actor) -> Panel:
    """Notes in the trail that an auditor looks at sheets before the close. Raises Refused without a reason."""
    may_read_sealed(by, panel).require()
    if not reason.strip():
        raise Refused(_("Give the reason for reading sealed sheets. It stands in the trail."))
    record("panel.read_sealed", panel, by=by, region=panel.round.region_code, reason=reason.strip())
    return panel
