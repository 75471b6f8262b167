"""The nouns of publication and certificates."""

from assessment.models import Decision, DecisionState
from ceremony.models import Certificate, CertificateRequest
from tests.house.world.noun import Noun, Nouns


class HonourNouns(Nouns):
    """The nouns of publication and certificates."""

    def approved_decision(self) -> Noun:
        found = Decision.objects.get(panel=self._panel("64"), state=DecisionState.APPROVED)
        return Noun({"public_id": found.public_id}, found.panel.round)

    def certificate(self) -> Noun:
        found = Certificate.objects.filter(award__decision__panel=self._panel("64"), requests=None).first()
        return Noun({"public_id": found.public_id}, found.award.decision.panel.round)

    def certificate_request(self) -> Noun:
        found = CertificateRequest.objects.get(certificate__award__decision__panel=self._panel("64"))
        return Noun({"public_id": found.public_id}, found.certificate.award.decision.panel.round)
