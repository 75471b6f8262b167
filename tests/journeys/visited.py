"""Ends the field checks of the example round in verification, so that every nomination of it can be judged.

Runs inside the portal (`manage.py shell`): `lay()` prints the nomination that neither a finding nor a verdict has touched.
"""

from nominations.models import FieldCheck, Nomination
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.demo import verifying
from paritrana.lib import clock


def lay(secretariat: str) -> None:
    """`secretariat` is the address somebody of the round's secretariat signs in with."""
    by = actor_of(User.objects.get(email=secretariat))
    waiting = Nomination.objects.filter(round__region__code="35", round__edition__label="Edisi Contoh")
    for check in FieldCheck.objects.filter(nomination__in=waiting).exclude(state__in=("done", "called_off")):
        verifying.visit(check, by, clock.now().date())
    untouched = waiting.filter(state="submitted", findings=None, verifications=None).order_by("id").first()
    print(untouched.public_id)
