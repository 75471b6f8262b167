"""The nouns of publication and certificates."""

from typing import Any

from assessment.models import Decision, DecisionState
from ceremony.models import Ceremony, Certificate, CertificateRequest, Guest, Handover, Prize
from tests.factories.photos import make_photo
from tests.house.world.noun import Noun, Nouns


class HonourNouns(Nouns):
    """The nouns of publication and certificates."""

    def approved_decision(self) -> Noun:
        found = Decision.objects.get(panel=self._panel("64"), state=DecisionState.APPROVED)
        return Noun({"public_id": found.public_id}, found.panel.round)

    def certificate(self) -> Noun:
        found = Certificate.objects.filter(decision__panel=self._panel("64"), requests=None).first()
        return Noun({"public_id": found.public_id}, found.decision.panel.round)

    def certificate_request(self) -> Noun:
        found = CertificateRequest.objects.get(certificate__decision__panel=self._panel("64"))
        return Noun({"public_id": found.public_id}, found.certificate.decision.panel.round)

    def ceremony(self) -> Noun:
        return self._arranged(Ceremony.objects.get(edition=self.edition))

    def handover(self) -> Noun:
        return self._arranged(Handover.objects.filter(ceremony__edition=self.edition)[0])

    def prize(self) -> Noun:
        found = Prize.objects.filter(handover__ceremony__edition=self.edition, delivered_on=None)
        return self._arranged(found[0])

    def guest(self) -> Noun:
        return self._arranged(Guest.objects.filter(ceremony__edition=self.edition)[0])

    def ceremony_photo(self) -> Noun:
        ceremony = Ceremony.objects.get(edition=self.edition)
        photo = ceremony.photos.first() or make_photo(ceremony)
        return self._arranged(photo)

    def _arranged(self, row: Any) -> Noun:
        return Noun({"public_id": row.public_id}, self._panel("64").round)
