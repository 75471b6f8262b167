"""Decisions that wait for their second person, and approved ones with their certificates."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from assessment.models import Decision, DecisionPlace, Panel, SignOff, Snapshot
from ceremony import actions
from ceremony.models import Certificate, RequestKind
from nominations.models import Nomination
from paritrana.accounts.models import Organisation, OrganisationKind, User
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Round
from paritrana.regions.models import Region
from tests.factories.people import make_person, make_user
from tests.factories.programme import category_of, make_edition, make_round

_number = count(1)

TITLES = ("Terbaik I", "Terbaik II", "Terbaik III", "Harapan I", "Harapan II", "Harapan III")


def make_decision(
    round_: Round | None = None,
    *,
    winners: int = 3,
    names: Sequence[str] = (),
    is_example: bool = True,
    prepared_by: User | None = None,
    code: str = "regency_city",
    ranking: str = "final",
) -> Decision:
    """A decision on that ranking prepared by the round's secretariat, with that many places (or one for each name)."""
    round_ = round_ or make_round(make_edition(is_example=is_example), region=Region.objects.get(code="32"))
    category, now = category_of(round_, code), clock.now()
    person = prepared_by or make_person(secretariat_of(round_), region=round_.region)
    panel, _ = Panel.objects.get_or_create(round=round_, category=category)
    number = next(_number)
    snapshot = Snapshot.objects.create(
        panel=panel,
        ranking=ranking,
        number=number,
        frame='{"rules": {"aspects": []}}',
        pack_digest="sha256:" + "0" * 64,
        result_digest=f"sha256:{number:064x}",
        rulebook_version=1,
        taken_at=now,
        taken_by=person,
    )
    SignOff.objects.create(
        snapshot=snapshot,
        state="signed",
        ended_at=now,
        ended_by=make_person("auditor", region=round_.region),
    )
    decision = Decision.objects.create(
        panel=panel,
        ranking=ranking,
        snapshot=snapshot,
        decree=f"Contoh {number}/2026",
        decided_on=date(2026, 9, 9),
        prepared_at=now,
        prepared_by=person,
    )
    for place in range(len(names) or winners):
        DecisionPlace.objects.create(
            decision=decision,
            nomination=make_nominee(round_, category, names[place] if names else None),
            rank=place + 1,
            title=TITLES[place] if place < len(TITLES) else f"Peringkat {place + 1}",
        )
    return decision


def make_nominee(round_: Round, category: object, name: str | None = None) -> Nomination:
    """A nomination of a firm of that name, or of the next regency or city of the province."""
    region = None
    if name is None:
        taken = (
            Nomination.objects.filter(round=round_, category=category).exclude(region=None).values("region")
        )
        regencies = Region.objects.exclude(kind="province").exclude(pk__in=taken)
        region = (regencies.filter(province=round_.region) if round_.region else regencies).order_by("code")[
            0
        ]
    kind = OrganisationKind.BUSINESS if region is None else OrganisationKind.GOVERNMENT
    organisation = Organisation.objects.get_or_create(
        kind=kind, name=name or f"Pemerintah {region}", region=region
    )[0]
    return Nomination.objects.create(
        round=round_,
        category=category,
        organisation=organisation,
        region=region,
        created_at=clock.now(),
        created_by=make_user(),
    )


def secretariat_of(round_: Round) -> str:
    """The role that runs the round."""
    return "province_secretariat" if round_.region else "national_secretariat"


def decider_of(decision: Decision) -> Actor:
    """The second person of a decision."""
    return actor_of(make_person("decider", region=decision.panel.round.region))


def publisher_of(decision: Decision) -> Actor:
    """Somebody of the secretariat who has not approved it."""
    round_ = decision.panel.round
    return actor_of(make_person(secretariat_of(round_), region=round_.region))


def make_approved(round_: Round | None = None, **options: object) -> Decision:
    """An approved decision: its winners have awards, serials and certificates, whose files are still to be printed."""
    decision = make_decision(round_, **options)
    return actions.approve_decision(decision, by=decider_of(decision))


def make_published(round_: Round | None = None, **options: object) -> Decision:
    """An approved decision whose honours are public."""
    decision = make_approved(round_, **options)
    actions.publish(decision, by=publisher_of(decision))
    return decision


def revoke(certificate: Certificate, reason: str = "Data terbukti keliru") -> Certificate:
    """The certificate revoked by two persons."""
    asked = actions.ask(certificate, RequestKind.REVOKE, by=_asker(certificate), reason=reason)
    return actions.confirm(asked, by=decider_of(certificate.decision))


def reissue(certificate: Certificate, recipient: str, reason: str = "Salah eja") -> Certificate:
    """Its replacement with that name, by two persons."""
    asked = actions.ask(
        certificate, RequestKind.REPLACE, by=_asker(certificate), reason=reason, recipient=recipient
    )
    return actions.confirm(asked, by=decider_of(certificate.decision))


def _asker(certificate: Certificate) -> Actor:
    return publisher_of(certificate.decision)
