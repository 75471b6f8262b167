"""Bringing a recap, having it loaded, and asking about what differs. What the worker does stands in recap_work."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from nominations.actions.finding import ask
from nominations.models import FindingOrigin, State
from nominations.models.recap import Recap, RecapState
from nominations.policies.nomination import may_bring_recap
from nominations.recap.comparing import gaps_of
from nominations.workflow import RECAPS
from paritrana.audit.actions import record
from paritrana.celery import enqueue
from paritrana.documents import store
from paritrana.documents.intake import clean_name, receive
from paritrana.documents.models import Document, DocumentState
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import Round
from paritrana.web.numbers import count as spelled


def bring(round_: Round, *, upload: File, as_of: date, by: Actor) -> Recap:
    """Takes a recap's file in as the next version and has it checked.

    The same file comes once to a round, unless the work on it failed: then it may be brought again.
    """
    may_bring_recap(by, round_).require()
    name = clean_name(upload.name or "")
    document = _table(upload, by) if name.lower().endswith(".csv") else receive(upload, by=by)
    with transaction.atomic():
        round_ = Round.objects.select_for_update().get(pk=round_.pk)
        if known := round_.recaps.filter(document=document).exclude(state=RecapState.FAILED).first():
            raise Refused(
                _("The same file was brought already, as version %(number)s. Nothing was loaded twice.")
                % {"number": known.number}
            )
        last = round_.recaps.order_by("-number").first()
        recap = Recap.objects.create(
            round=round_,
            number=last.number + 1 if last else 1,
            as_of=as_of,
            document=document,
            file_name=name,
            brought_at=clock.now(),
            brought_by_id=by.user_id,
        )
        changes = {"file": [None, name], "sha256": [None, document.sha256]}
        record("recap.bring", recap, by=by, region=round_.region_code, changes=changes)
        enqueue("nominations.work_on_recap", recap_id=recap.pk)
    return recap


@transaction.atomic
def load(recap: Recap, *, by: Actor) -> Recap:
    """Has a recap without faults loaded by the worker. Refused while it is checked, has faults, or is loaded."""
    recap = Recap.objects.select_for_update(of=("self",)).select_related("round__region").get(pk=recap.pk)
    RECAPS["load"].verdict(by, recap).require()
    recap.state, recap.loaded_by_id, recap.attempts = RecapState.LOADING, by.user_id, 0
    recap.save(update_fields=["state", "loaded_by", "attempts"])
    changes = {"state": [RecapState.READY, RecapState.LOADING]}
    record("recap.load", recap, by=by, region=recap.round.region_code, changes=changes)
    enqueue("nominations.work_on_recap", recap_id=recap.pk)
    return recap


def ask_about(recap: Recap, *, by: Actor) -> int:
    """Asks each nominee still being verified about its gaps, once for each version; gives how many were asked.

    What is verified already stays as it is: its gaps are shown, and nothing changes by itself.
    """
    asked, language = 0, settings.LANGUAGE_CODE  # of what is written down for all readers
    for gap in gaps_of(recap):
        if gap.nomination.state != State.SUBMITTED:
            continue
        with override(language):
            words = _(
                "You filed %(claimed)s; the BPJS recap of %(day)s gives %(recap)s. Please explain the difference."
            ) % {
                "claimed": _pair(gap.claimed, language),
                "recap": _pair(gap.recap, language),
                "day": recap.as_of.isoformat(),
            }
        try:
            with transaction.atomic():
                ask(
                    gap.nomination,
                    item=gap.metric,
                    title=gap.name,
                    text=words,
                    origin=FindingOrigin.RECAP,
                    reference=f"recap:{recap.public_id}",
                    by=by,
                )
        except Refused:  # outside the stage, or a part in the nomination: it is shown on the recap's page
            continue
        asked += 1
    return asked


def _pair(counts: tuple[int, int | None], language: str) -> str:
    """The counts in words of the language in force."""
    covered, total = counts
    if total is None:
        return spelled(covered, language)
    return _("%(covered)s of %(total)s") % {
        "covered": spelled(covered, language),
        "total": spelled(total, language),
    }


def _table(upload: File, by: Actor) -> Document:
    """A CSV file into the archive. It is only ever read as text and never shown, so nothing in it can run."""
    with store.aside() as temporary:
        with Path(temporary).open("wb") as file:
            for chunk in upload.chunks():
                if b"\0" in chunk:
                    raise Refused(_("This is no CSV file. Bring CSV UTF-8 or XLSX."))
                file.write(chunk)
        sha256, size = store.digest_of(temporary)
        if not size:
            raise Refused(_("The file is empty."))
        store.keep(temporary, sha256)
    fields = {"size": size, "media_type": "text/csv", "state": DocumentState.READY}
    fields |= {"received_at": clock.now(), "received_by_id": by.user_id}
    return Document.objects.get_or_create(sha256=sha256, defaults=fields)[0]
