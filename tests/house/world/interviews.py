"""The nouns of interviews."""

from assessment.models import Interview, Panel, Session
from assessment.views.pulse import pulse_url
from paritrana.documents.tasks import draw_pages
from tests.house.world.noun import Noun, Nouns


class InterviewNouns(Nouns):
    """The nouns of interviews."""

    def interview_panel(self) -> Noun:
        found = Panel.objects.get(round__edition=self.edition, round__region__code="51")
        return Noun({"public_id": found.public_id}, found.round)

    def interview_panel_unplaced(self) -> Noun:
        """A nominee that has an interview already: whoever may place one is told that it has none to give."""
        noun = self.interview_panel()
        return Noun({**noun.kwargs, "nomination": self._unplaced().public_id}, noun.round)

    def session(self) -> Noun:
        found = Session.objects.get(panel__round__region__code="51")
        return Noun({"public_id": found.public_id}, found.panel.round)

    def _interview(self, state: str) -> Interview:
        return Interview.objects.filter(session__panel__round__region__code="51", state=state).first()

    def planned_interview(self) -> Noun:
        found = self._interview("planned")
        return self._of(found, found.nomination)

    def running_interview(self) -> Noun:
        found = self._interview("running")
        return self._of(found, found.nomination)

    def interview_slide(self) -> Noun:
        found = self._interview("running")
        draw_pages(found.presentation_id)
        return self._of(found, found.nomination, page=1)

    def dossier_file(self) -> Noun:
        found = self._interview("running")
        return self._of(found, found.nomination, evidence=found.nomination.evidence.first().public_id)

    def dossier_page(self) -> Noun:
        noun = self.dossier_file()
        draw_pages(self._interview("running").nomination.evidence.first().document_id)
        return Noun({**noun.kwargs, "page": 1}, noun.round)

    def pulse(self) -> Noun:
        found = Session.objects.get(panel__round__region__code="51")
        return Noun({"token": pulse_url(found, lead=False).rstrip("/").rpartition("/")[2]}, found.panel.round)

    def _unplaced(self):
        planned = self._interview("planned")
        return planned.nomination
