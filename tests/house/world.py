"""A world for the access matrix: the example edition of the demo, and in every province somebody of every role."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils import timezone

from assessment.models import Decision, DecisionState, Panel, ScoreSheet, Seat, Snapshot
from ceremony import archive
from ceremony.models import Certificate
from nominations.models import Evidence, Figure, Nomination, ProtectedGroup, Regulation, State, Statement
from paritrana.accounts.models import Membership, User
from paritrana.accounts.roles import ROLES
from paritrana.demo import example, people
from paritrana.documents.models import ReportRun
from paritrana.documents.tasks import draw_pages
from paritrana.notifications.models import Message
from paritrana.programme.models import Edition, Round
from paritrana.regions.models import Region
from tests.factories.people import make_person, with_second_factor

ELSEWHERE = {"64": "12"}
"""From which province the foreigners come: Kalimantan Timur, and Sumatera Utara for what is Kalimantan Timur's own."""


@dataclass(frozen=True)
class Noun:
    """What an address names, with the round and organisation it belongs to."""

    kwargs: dict[str, Any]
    round: Round
    organisation: Any = None
    owner: User | None = None


class World:
    """Finds nouns by kind and people by role, and opens addresses as them."""

    def __init__(self) -> None:
        archive.load()
        self.edition: Edition = example.load(timezone.now())
        for document_id in Evidence.objects.values_list("document_id", flat=True).distinct():
            draw_pages(document_id)
        self.sessions: dict[int, str] = {}

    def people_of(self, role: str, noun: Noun | None) -> tuple[User, User]:
        """(somebody of that role for whom the noun is their own, somebody of that role from elsewhere)."""
        province = noun.round.region.code if noun and noun.round.region else "12"
        return self._person(role, province, noun), self._person(role, ELSEWHERE.get(province, "64"), None)

    def _person(self, role: str, province: str, noun: Noun | None) -> User:
        if noun and noun.owner:
            return noun.owner
        held = Membership.objects.filter(role=role).select_related("user").order_by("id")
        if role in {"officer", "approver"}:
            found = held.filter(organisation=noun.organisation) if noun and noun.organisation else None
            found = found or held.filter(organisation__region__province__code=province)
        elif role in {"national_secretariat", "admin"}:
            found = held
        else:
            found = held.filter(organisation__region__code=province)
            if role == "assessor":  # the second seat: neither the chair nor without a sheet of its own
                found = found.filter(user__seats__number=2) or found
        if first := found.first():
            return first.user
        return make_person(role, organisation=people.committee(Region.objects.get(code=province)))

    def client(self, user: User | None) -> Client:
        """A signed-in browser with a fresh sign-in; for None one of a stranger."""
        key = user.pk if user else 0
        if key not in self.sessions:
            client = Client()
            if user:
                with_second_factor(user)
                RecoveryCodes.activate(user)
                client.force_login(user)
                session = client.session
                session["account_authentication_methods"] = [
                    {"method": "password", "at": timezone.now().timestamp(), "email": user.email}
                ]
                session.save()
            self.sessions[key] = client.cookies.output(header="", sep=";")
        client = Client()  # a new browser with the same session: the last page may have signed it out
        client.cookies.load(self.sessions[key])
        return client

    # ---- nouns by kind -----------------------------------------------------------------------------------------
    def noun(self, kind: str) -> Noun | None:
        """The noun of that kind; None for a page without one."""
        return getattr(self, kind.replace(" ", "_"))() if kind else None

    def _of(self, row: Any, nomination: Nomination, **kwargs: Any) -> Noun:
        return Noun({"public_id": row.public_id, **kwargs}, nomination.round, nomination.organisation)

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

    def draft_evidence(self) -> Noun:
        return self._entry(Evidence)

    def draft_evidence_page(self) -> Noun:
        noun = self._entry(Evidence)
        return Noun({**noun.kwargs, "number": 1}, noun.round, noun.organisation)

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

    def sheet_page(self) -> Noun:
        noun = self.sheet_evidence()
        return Noun({**noun.kwargs, "page": 1}, noun.round)

    def sheet_evidence(self) -> Noun:
        found = self._sheet("draft", 2)
        evidence = Evidence.objects.filter(nomination=found.nomination).first()
        return Noun({"public_id": found.public_id, "evidence": evidence.public_id}, found.seat.panel.round)

    def snapshot_nomination(self) -> Noun:
        found = Snapshot.objects.filter(panel=self._panel("12"), ranking="final").first()
        nomination = found.placings.first().nomination
        return Noun({"public_id": found.public_id, "nomination": nomination.public_id}, found.panel.round)

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

    def decision(self) -> Noun:
        found = Decision.objects.get(panel=self._panel("12"), state=DecisionState.PREPARED)
        return Noun({"public_id": found.public_id}, found.panel.round)

    def approved_decision(self) -> Noun:
        found = Decision.objects.get(panel=self._panel("64"), state=DecisionState.APPROVED)
        return Noun({"public_id": found.public_id}, found.panel.round)

    def certificate(self) -> Noun:
        found = Certificate.objects.filter(award__decision__panel=self._panel("64")).first()
        return Noun({"public_id": found.public_id}, found.award.decision.panel.round)

    def run(self) -> Noun:
        found = ReportRun.objects.filter(asked_by__isnull=False).first()
        return Noun({"public_id": found.public_id}, Round.objects.first(), owner=found.asked_by)

    def message(self) -> Noun:
        found = Message.objects.first()
        return Noun({"public_id": found.public_id}, Round.objects.first(), owner=found.recipient)

    def invitation(self) -> Noun:
        user = User.objects.order_by("id").first()
        return Noun({"public_id": user.public_id, "token": "x"}, Round.objects.first())

    def membership(self) -> Noun:
        found = Membership.objects.filter(role="officer").first()
        return Noun({"public_id": found.public_id}, Round.objects.first())


EVERYBODY = ["", *ROLES]
"""All roles, and nobody ("")."""
