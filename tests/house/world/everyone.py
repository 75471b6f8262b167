"""What belongs to one person or to the operator."""

from paritrana.accounts.models import Membership, User
from paritrana.documents.models import ReportRun
from paritrana.notifications.models import Message
from paritrana.programme.models import Round
from tests.house.world.noun import Noun, Nouns


class CommonNouns(Nouns):
    """What belongs to one person or to the operator."""

    def run(self) -> Noun:
        found = ReportRun.objects.filter(asked_by__isnull=False).first()
        return Noun({"public_id": found.public_id}, Round.objects.first(), owner=found.asked_by)

    def message(self) -> Noun:
        found = Message.objects.first()
        return Noun({"public_id": found.public_id}, Round.objects.first(), owner=found.recipient)

    def mail(self) -> Noun:
        found = Message.objects.filter(deliveries__isnull=False).first()
        found.deliveries.update(state="failed", sent_at=None)
        return Noun({"public_id": found.public_id}, Round.objects.first())

    def invitation(self) -> Noun:
        user = User.objects.order_by("id").first()
        return Noun({"public_id": user.public_id}, Round.objects.first())

    def membership(self) -> Noun:
        found = Membership.objects.filter(role="officer").first()
        return Noun({"public_id": found.public_id}, Round.objects.first())
