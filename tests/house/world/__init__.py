"""A world for the access matrix: the example edition of the demo, and in every province somebody of every role."""

from http.cookies import SimpleCookie

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils import timezone

from ceremony import archive
from paritrana.accounts.models import Membership, User
from paritrana.accounts.roles import ROLES
from paritrana.demo import example, people
from paritrana.programme.models import Edition
from paritrana.regions.models import Region
from tests.factories.people import make_person, sign_in, with_second_factor
from tests.house.world.assessment import AssessmentNouns
from tests.house.world.ceremony import HonourNouns
from tests.house.world.everyone import CommonNouns
from tests.house.world.interviews import InterviewNouns
from tests.house.world.nominations import NominationNouns
from tests.house.world.noun import Noun

ELSEWHERE = {"64": "12"}
"""From which province the foreigners come: Kalimantan Timur, and Sumatera Utara for what is Kalimantan Timur's own."""


class World(NominationNouns, AssessmentNouns, InterviewNouns, HonourNouns, CommonNouns):
    """Finds nouns by kind and people by role, and opens addresses as them."""

    def __init__(self) -> None:
        archive.load()
        self.edition: Edition = example.load(timezone.now())
        self.browser = Client()
        self.sessions: dict[int, str] = {}
        self.nouns: dict[str, Noun | None] = {}
        self.people: dict[tuple[str, int], tuple[User, User]] = {}

    def people_of(self, role: str, noun: Noun | None) -> tuple[User, User]:
        """(somebody of that role for whom the noun is their own, somebody of that role from elsewhere)."""
        key = (role, id(noun))
        if key not in self.people:
            province = noun.round.region.code if noun and noun.round.region else "12"
            own, foreign = self._person(role, province, noun), ELSEWHERE.get(province, "64")
            self.people[key] = own, self._person(role, foreign, None)
        return self.people[key]

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
        """The browser with a fresh sign-in of that person; for None that of a stranger."""
        key = user.pk if user else 0
        if key not in self.sessions:
            client = Client()
            if user:
                RecoveryCodes.activate(with_second_factor(user))
                sign_in(client, user, fresh=True)
            self.sessions[key] = client.cookies.output(header="", sep=";")
        # The cookies of the sign-in, whatever the last page made of them; one browser, whose layers are built once.
        self.browser.cookies = SimpleCookie(self.sessions[key])
        return self.browser

    # ---- nouns by kind -----------------------------------------------------------------------------------------
    def noun(self, kind: str) -> Noun | None:
        """The noun of that kind; None for a page without one."""
        if kind not in self.nouns:
            self.nouns[kind] = getattr(self, kind.replace(" ", "_"))() if kind else None
        return self.nouns[kind]


EVERYBODY = ["", *ROLES]
"""All roles, and nobody ("")."""
