"""The nouns of panels, sheets, rankings and decisions."""

from assessment.actions import snapshot as snapshots
from assessment.models import (
    Decision,
    DecisionState,
    Invitation,
    OrganisationTie,
    Panel,
    RankingJob,
    ScoreSheet,
    Seat,
    Snapshot,
)
from nominations.models import Evidence, Nomination
from paritrana.accounts.queries import actor_of
from paritrana.documents.tasks import draw_pages
from tests.house.world.noun import Noun, Nouns


class AssessmentNouns(Nouns):
    """The nouns of panels, sheets, rankings and decisions."""

    def _panel(self, province: str) -> Panel:
        return Panel.objects.get(round__edition=self.edition, round__region__code=province)

    def panel(self) -> Noun:
        found = self._panel("73")
        return Noun({"public_id": found.public_id}, found.round)

    def closed_panel(self) -> Noun:
        found = self._panel("12")
        return Noun({"public_id": found.public_id}, found.round)

    def seat(self) -> Noun:
        found = Seat.objects.get(panel=self._panel("73"), number=2)
        return Noun({"public_id": found.public_id}, found.panel.round)

    def seat_nomination(self) -> Noun:
        noun, found = self.seat(), Nomination.objects.filter(round__region__code="73").first()
        return Noun({**noun.kwargs, "nomination": found.public_id}, noun.round)

    def seat_file(self) -> Noun:
        noun, panel = self.seat(), self._panel("73")
        found = panel.category.practice_files.first()
        return Noun({**noun.kwargs, "file": found.public_id}, noun.round)

    def seat_criterion(self) -> Noun:
        noun = self.seat()
        return Noun({**noun.kwargs, "criterion": "legal_force"}, noun.round)

    def sheet_page(self) -> Noun:
        noun = self.sheet_evidence()
        draw_pages(Evidence.objects.get(public_id=noun.kwargs["evidence"]).document_id)
        return Noun({**noun.kwargs, "page": 1}, noun.round)

    def sheet_evidence(self) -> Noun:
        found = self._sheet("draft", 2)
        evidence = Evidence.objects.filter(nomination=found.nomination).first()
        return Noun({"public_id": found.public_id, "evidence": evidence.public_id}, found.seat.panel.round)

    def snapshot_nomination(self) -> Noun:
        found = Snapshot.objects.filter(panel=self._panel("12"), ranking="final").first()
        nomination = found.placings.first().nomination
        return Noun({"public_id": found.public_id, "nomination": nomination.public_id}, found.panel.round)

    def newer_snapshot(self) -> Noun:
        found = (
            Snapshot.objects.filter(panel=self._panel("12"), ranking="shortlist").order_by("-number").first()
        )
        if found.number == 1:
            by = actor_of(found.taken_by)
            found = snapshots.take(found.panel, "shortlist", by=by)
        return Noun({"public_id": found.public_id}, found.panel.round)

    def ranking_job(self) -> Noun:
        found = RankingJob.objects.filter(panel=self._panel("12"), kind="recount").first()
        return Noun({"public_id": found.public_id}, found.panel.round)

    def snapshot_kind(self) -> Noun:
        noun = self.snapshot()
        return Noun({**noun.kwargs, "kind": "xlsx"}, noun.round)

    def _sheet(self, state: str, number: int) -> ScoreSheet:
        return ScoreSheet.objects.filter(
            seat__panel=self._panel("73"), seat__number=number, state=state
        ).first()

    def sheet(self) -> Noun:
        found = self._sheet("draft", 2)
        return Noun({"public_id": found.public_id}, found.seat.panel.round)

    def signed_sheet(self) -> Noun:
        found = self._sheet("signed", 3)
        return Noun({"public_id": found.public_id}, found.seat.panel.round)

    def snapshot(self) -> Noun:
        found = Snapshot.objects.filter(panel=self._panel("12"), ranking="final").first()
        return Noun({"public_id": found.public_id}, found.panel.round)

    def offered_seat(self) -> Noun:
        found = Invitation.objects.get(panel=self._panel("73"), answer="")
        return Noun({"public_id": found.public_id}, found.panel.round)

    def panel_invitation(self) -> Noun:
        found = Invitation.objects.get(panel=self._panel("73"), answer="")
        return Noun({"public_id": found.public_id}, found.panel.round, owner=found.user)

    def organisation_tie(self) -> Noun:
        found = OrganisationTie.objects.filter(
            entered_by__memberships__organisation__region__code="73"
        ).first()
        return Noun({"public_id": found.public_id}, self._panel("73").round)

    def decision(self) -> Noun:
        found = Decision.objects.get(panel=self._panel("12"), state=DecisionState.PREPARED)
        return Noun({"public_id": found.public_id}, found.panel.round)
