"""The nouns of nominations and verification."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from nominations import actions
from nominations.actions import begin_upload
from nominations.actions.visiting import add_photo
from nominations.models import (
    Answer,
    Evidence,
    FieldCheck,
    FieldSample,
    Figure,
    Finding,
    FindingLine,
    Nomination,
    Objection,
    ProtectedGroup,
    Recap,
    RecapCount,
    Regulation,
    State,
    Statement,
)
from paritrana.accounts.queries import actor_of
from paritrana.documents.tasks import draw_pages
from paritrana.programme.models import Round
from tests.factories.photos import jpeg
from tests.house.world.noun import Noun, Nouns


class NominationNouns(Nouns):
    """The nouns of nominations and verification."""

    def _nomination(self, state: str) -> Nomination:
        found = Nomination.objects.filter(
            state=state, round__edition=self.edition, round__region__isnull=False
        )
        return found.order_by("id").first()

    def draft(self) -> Noun:
        found = self._nomination(State.DRAFT)
        return self._of(found, found)

    def complete_draft(self) -> Noun:
        found = Nomination.objects.get(round__edition=self.edition, region__code="33.72")
        return self._of(found, found)

    def draft_on_behalf(self) -> Noun:
        found = Nomination.objects.get(round__edition=self.edition, filer__isnull=False)
        return self._of(found, found)

    def draft_answer(self) -> Noun:
        found = self._nomination(State.DRAFT)
        return self._of(found, found, entry="answer.overview")

    def draft_entry(self) -> Noun:
        found = self._nomination(State.DRAFT)
        return self._of(found, found, entry="figure.formal")

    def comment(self) -> Noun:
        found = self._nomination(State.DRAFT)
        thread = actions.comment(found, text="Mohon diperiksa.", by=actor_of(found.created_by))
        return self._of(thread, found)

    def draft_section(self) -> Noun:
        found = self._nomination(State.DRAFT)
        return self._of(found, found, section="regulations")

    def draft_statements(self) -> Noun:
        found = self._nomination(State.DRAFT)
        return self._of(found, found, section="innovation")

    def submitted(self) -> Noun:
        found = self._nomination(State.SUBMITTED)
        return self._of(found, found)

    def verifying(self) -> Noun:
        found = Nomination.objects.filter(
            state=State.SUBMITTED, round__edition=self.edition, round__region__code="35"
        ).first()
        return self._of(found, found)

    def verifying_metric(self) -> Noun:
        noun = self.verifying()
        return Noun({**noun.kwargs, "metric": "formal"}, noun.round, noun.organisation)

    def verifying_entry(self) -> Noun:
        noun = self.verifying()
        entry = ProtectedGroup.objects.exclude(people=None).get(
            nomination__public_id=noun.kwargs["public_id"], group="teachers"
        )
        return Noun({**noun.kwargs, "entry": entry.public_id}, noun.round, noun.organisation)

    def provincial_round(self) -> Noun:
        found = Round.objects.get(edition=self.edition, region__code="35")
        return Noun({"public_id": found.public_id}, found)

    def published_round(self) -> Noun:
        found = Round.objects.get(edition=self.edition, region__code="64")
        return Noun({"public_id": found.public_id}, found)

    def recap(self) -> Noun:
        found = Recap.objects.filter(round__edition=self.edition).first()
        return Noun({"public_id": found.public_id}, found.round, None)

    def recap_row(self) -> Noun:
        noun = self.recap()
        row = RecapCount.objects.filter(recap__public_id=noun.kwargs["public_id"]).first()
        return Noun({**noun.kwargs, "row": row.pk}, noun.round, None)

    def _sample(self) -> FieldSample:
        return self._visit().sample

    def sample(self) -> Noun:
        found = self._sample()
        return Noun({"public_id": found.public_id}, found.round)

    def drawn_category(self) -> Noun:
        found = self._sample()
        return Noun({"public_id": found.round.public_id, "category": found.category.code}, found.round)

    def _visit(self) -> FieldCheck:
        return FieldCheck.objects.get(state="assigned", nomination__round__edition=self.edition)

    def field_check(self) -> Noun:
        found = self._visit()
        return self._of(found, found.nomination)

    def field_entry(self) -> Noun:
        found = self._visit()
        return self._of(found.entries.first(), found.nomination)

    def field_photo(self) -> Noun:
        visit = self._visit()
        photo = SimpleUploadedFile("foto.jpg", jpeg())
        return self._of(add_photo(visit, photo, by=actor_of(visit.visitor)), visit.nomination)

    def finding(self) -> Noun:
        found = Finding.objects.filter(nomination__round__edition=self.edition).first()
        return self._of(found, found.nomination)

    def finding_line(self) -> Noun:
        found = FindingLine.objects.exclude(document=None).first()
        return self._of(found, found.finding.nomination)

    def objection(self) -> Noun:
        found = Objection.objects.filter(nomination__round__edition=self.edition).first()
        return self._of(found, found.nomination)

    def verified(self) -> Noun:
        found = self._nomination(State.VERIFIED)
        return self._of(found, found)

    def _entry(self, model: Any) -> Noun:
        found = model.objects.filter(
            nomination__state=State.DRAFT,
            nomination__round__edition=self.edition,
            nomination__region__code="33.72",
        ).first()
        return self._of(found, found.nomination)

    def figure(self) -> Noun:
        return self._entry(Figure)

    def group(self) -> Noun:
        return self._entry(ProtectedGroup)

    def regulation(self) -> Noun:
        return self._entry(Regulation)

    def statement(self) -> Noun:
        return self._entry(Statement)

    def upload(self) -> Noun:
        found = self._nomination(State.DRAFT)
        begun = begin_upload(found, name="a.pdf", size=9, modified=0, by=actor_of(found.created_by))
        return Noun({"public_id": begun.public_id}, found.round, owner=found.created_by)

    def answer(self) -> Noun:
        return self._entry(Answer)

    def draft_evidence(self) -> Noun:
        return self._entry(Evidence)

    def draft_evidence_page(self) -> Noun:
        noun = self._entry(Evidence)
        draw_pages(Evidence.objects.get(public_id=noun.kwargs["public_id"]).document_id)
        return Noun({**noun.kwargs, "number": 1}, noun.round, noun.organisation)
