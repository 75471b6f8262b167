"""What a nominee does about its interview: says who comes, and hands in the presentation."""

from datetime import timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.actions.booking import locked, region_of
from assessment.actions.session import bump
from assessment.interview.policies import may_answer
from assessment.models import Delegate, Interview, InterviewState, Office
from assessment.queries.doors import rules_for
from paritrana.audit.actions import record
from paritrana.documents.intake import clean_name, receive
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

PRESENTATIONS = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@transaction.atomic
def confirm(
    interview: Interview,
    *,
    leads: tuple[str, str],
    officials: list[str],
    online: bool | None = None,
    by: Actor,
) -> Interview:
    """Says who comes: (office, title in words) of who leads, and the titles of the officials beside.

    `online`: by the room's link or on site; None where the room leaves no choice.

    Until as long before the slot as the rulebook says; repeated, it replaces the list. Raises Refused otherwise.
    """
    interview = _planned(interview, by)
    rules = rules_for(interview, interview.session.panel).interview
    limit = interview.starts_at - timedelta(hours=rules.confirm_hours)
    now = clock.now()
    if now >= limit:
        raise Refused(
            _(
                "Confirmation was due %(hours)s hours before the interview. Tell the secretariat; whoever comes is noted at the door."
            )
            % {"hours": rules.confirm_hours}
        )
    office, title = leads
    titles = [words.strip() for words in officials if words.strip()]
    if office not in Office.values or office == Office.OFFICIAL or not title.strip():
        raise Refused(_("Say in which office the delegation is led."))
    if len(titles) > rules.officials:
        raise Refused(_("At most %(most)s officials accompany the delegation.") % {"most": rules.officials})
    interview.delegates.filter(is_present=None).delete()
    Delegate.objects.bulk_create(
        [
            Delegate(interview=interview, office=office, title=title.strip()[:120]),
            *(Delegate(interview=interview, office=Office.OFFICIAL, title=words[:120]) for words in titles),
        ]
    )
    interview.confirmed_at, interview.confirmed_by_id = now, by.user_id
    if online is not None and interview.session.mode == "mixed":
        interview.online = online
    interview.save(update_fields=["confirmed_at", "confirmed_by", "online"])
    bump(interview.session)
    record(
        "interview.confirm", interview, by=by, region=region_of(interview), changes={"office": [None, office]}
    )
    return interview


def present(interview: Interview, upload: File, *, by: Actor) -> Interview:
    """Takes the presentation in (PDF or PPTX), until the slot begins; a later one takes its place and the bytes of both are kept."""
    may_answer(by, interview).require()
    document = receive(upload, by=by)
    if document.media_type and document.media_type not in PRESENTATIONS:
        raise Refused(_("A presentation is a PDF or PPTX file. Save it as one of these and upload it again."))
    with transaction.atomic():
        interview = _planned(interview, by)
        now = clock.now()
        if now >= interview.starts_at:
            raise Refused(
                _("The presentation was due before the interview began. Show it from your own device.")
            )
        before = interview.presentation.sha256 if interview.presentation else None
        interview.presentation, interview.presentation_name = document, clean_name(upload.name or "")
        interview.presented_at, interview.presented_by_id = now, by.user_id
        interview.save(update_fields=["presentation", "presentation_name", "presented_at", "presented_by"])
        bump(interview.session)
        record(
            "interview.present",
            interview,
            by=by,
            region=region_of(interview),
            changes={"sha256": [before, document.sha256], "file": [None, interview.presentation_name]},
        )
    return interview


def _planned(interview: Interview, by: Actor) -> Interview:
    interview = locked(interview)
    may_answer(by, interview).require()
    if interview.state != InterviewState.PLANNED:
        raise Refused(
            _(
                "This interview is %(state)s, so nothing is sent in for it now. The page shows what comes next."
            )
            % {"state": interview.get_state_display()}
        )
    return interview
