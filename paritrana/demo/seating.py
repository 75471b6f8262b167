"""What goes on around a panel of the demo: invitations, a tie, tied organisations, an allocation for the rest."""

from datetime import date

from assessment.actions import allocation as allocations
from assessment.actions import conflict as conflicts
from assessment.actions import seat as seats
from assessment.actions import tie as ties
from assessment.models import Panel
from nominations.models import Nomination
from paritrana.accounts.models import OrganisationKind
from paritrana.demo import people
from paritrana.lib.permissions import Actor


def beside(panel: Panel, nominations: list[Nomination], slug: str, by: Actor) -> None:
    """Invites two experts, of whom one declines; a third joins, and what they would read is proposed but not handed out.
    A member who has signed turns out to be tied to the last nominee.
    """
    home = people.committee(panel.round.region)
    for number, place, title in ((6, "social_security", "Pakar jaminan sosial"), (7, "law", "Pakar hukum")):
        user = people.person(f"penilai{number}.{slug}", f"Penilai {number}, {home.region}", "assessor", home)
        offer = seats.invite(
            panel,
            user=user,
            duty="member",
            place=place,
            title=title,
            term_from=date(panel.round.edition.period_end.year + 1, 1, 1),
            by=by,
        )
        if number == 7:
            seats.decline(
                offer, reason="Contoh: bertugas di luar daerah selama penilaian.", by=people.actors([user])[0]
            )
    user = people.person(f"penilai8.{slug}", f"Penilai 8, {home.region}", "assessor", home)
    late = seats.invite(panel, user=user, duty="member", place="workers", title="Serikat pekerja", by=by)
    seats.accept(late, by=people.actors([user])[0])
    allocations.propose(panel, per_nomination=6, most=None, seed="contoh", by=by)
    member = panel.seats.get(number=5)
    conflicts.declare(
        member, nominations[-1], text="Contoh: menjadi narasumber penyusunan usulan ini.", by=by
    )
    bank = people.organisation(OrganisationKind.BUSINESS, "Bank Daerah Contoh", panel.round.region)
    owner = people.government(panel.round.region)
    ties.tie_organisations(
        organisation=bank.name, kind="owned", tied_to=owner.name, source="Contoh, rekaan", by=by
    )
