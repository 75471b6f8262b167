"""A branch that files on behalf of a city: its draft waits for a second person, and for the city to look at it."""

from nominations import actions
from nominations.models import Nomination
from paritrana.accounts.models import OrganisationKind
from paritrana.accounts.queries import actor_of
from paritrana.demo import chain, people
from paritrana.programme.models import Category, Round
from paritrana.regions.models import Region

CITY, SLUG = "33.73", "salatiga"


def file_for_a_city(round_: Round, category: Category) -> Nomination:
    """The branch of the round's province begins the draft of one of its cities."""
    city = Region.objects.get(code=CITY)
    chain.nominee(city, SLUG)  # the city has people of its own, who are told
    branch = people.organisation(
        OrganisationKind.BPJS_BRANCH, "BPJS Ketenagakerjaan, Kantor Cabang Contoh", round_.region
    )
    officer = people.person("petugas.cabang", "Petugas, Kantor Cabang Contoh", "officer", branch)
    people.person("penyetuju.cabang", "Kepala Kantor Cabang Contoh", "approver", branch)
    known = Nomination.objects.filter(round=round_, category=category, region=city).first()
    return known or actions.start_on_behalf(
        round_=round_, category=category, region=city, filer=branch, by=actor_of(officer)
    )
