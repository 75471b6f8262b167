"""Writing the draft: versions, limits, refusals, and one event for each change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, transaction

from nominations import actions
from nominations.models import Figure, Nomination, State
from paritrana.accounts.models import OrganisationKind
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.audit.queries import trail_of
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.models import StageCode
from paritrana.programme.reading import rules_of
from paritrana.regions.models import Region
from tests.factories.nominations import a_region, make_nomination, officer_of, round_of
from tests.factories.people import make_organisation, make_person
from tests.factories.programme import category_of, make_edition, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Nomination:
    return make_nomination()


@pytest.fixture
def by(draft) -> Actor:
    return actor_of(draft.created_by)


def formal(nomination: Nomination) -> Figure:
    return nomination.figures.get(metric="formal")


def events(nomination: Nomination) -> list[str]:
    return list(trail_of(nomination).values_list("verb", flat=True))


# ---- starting ---------------------------------------------------------------------------------------------------
def test_a_draft_has_an_empty_row_for_every_figure_and_group_and_one_event(draft):
    rules = rules_of(draft.category)
    assert {"formal", "informal", "total", "arrears_months"} <= {metric.code for metric in rules.metrics}
    for rows, asked in (
        (draft.figures.values_list("metric", flat=True), rules.metrics),
        (draft.groups.values_list("group", flat=True), rules.groups),
        (draft.answers.values_list("question", flat=True), rules.questions),
    ):
        assert set(rows) == {one.code for one in asked}
    assert all(figure.is_blank for figure in draft.figures.all())
    assert events(draft) == ["nomination.start"]
    assert draft.region.name == draft.name


def test_the_same_organisation_files_once_in_a_category(draft, by):
    with pytest.raises(Refused, match="sudah memiliki usulan"):
        actions.start(round_=draft.round, category=draft.category, organisation=draft.organisation, by=by)
    assert Nomination.objects.count() == 1


def test_a_region_is_nominated_once_whichever_of_its_organisations_files(draft):
    other = make_organisation(OrganisationKind.GOVERNMENT, region=draft.region, name="Sekretariat Daerah")
    by = actor_of(officer_of(other))
    with pytest.raises(Refused, match=str(draft.organisation)):
        actions.start(round_=draft.round, category=draft.category, organisation=other, by=by)
    assert Nomination.objects.count() == 1


def test_a_region_that_ended_before_the_period_is_told_who_files_instead():
    region = a_region("32.75")
    Region.objects.filter(pk=region.pk).update(valid_until=date(2024, 12, 31))
    Region.objects.filter(code="32.73").update(predecessor=region)
    region.refresh_from_db()
    round_ = round_of(region)
    home = make_organisation(OrganisationKind.GOVERNMENT, region=region, name="Pemerintah lama")
    by = actor_of(officer_of(home))
    with pytest.raises(Refused, match="31 Desember 2024.*Kota Bandung"):
        actions.start(round_=round_, category=category_of(round_), organisation=home, by=by)
    Region.objects.filter(pk=region.pk).update(valid_until=round_.edition.period_start)
    home.region.refresh_from_db()
    assert actions.start(round_=round_, category=category_of(round_), organisation=home, by=by)


def test_only_an_officer_of_the_organisation_starts():
    region = a_region()
    round_ = round_of(region)
    organisation = make_organisation(OrganisationKind.GOVERNMENT, region=region, name="Pemerintah X")
    for role in ("approver", "officer"):
        stranger = actor_of(make_person(role))
        with pytest.raises(Refused, match="Hanya petugas"):
            actions.start(round_=round_, category=category_of(round_), organisation=organisation, by=stranger)


@pytest.mark.parametrize(
    "wrong", ["another province", "a province's government", "a business", "another edition"]
)
def test_an_organisation_that_does_not_belong_there_is_refused(wrong):
    bekasi = a_region("32.75")
    round_ = round_of(bekasi)
    category = category_of(round_)
    home, kind = bekasi, OrganisationKind.GOVERNMENT
    if wrong == "another province":
        home = a_region("33.74")
    elif wrong == "a province's government":
        home = bekasi.province
    elif wrong == "a business":
        kind = OrganisationKind.BUSINESS
    else:
        category = category_of(make_round(make_edition(), region=bekasi.province))
    organisation = make_organisation(kind, region=home, name=f"{kind} {wrong}")
    by = actor_of(officer_of(organisation))
    with pytest.raises(Refused, match="tidak termasuk kategori"):
        actions.start(round_=round_, category=category, organisation=organisation, by=by)


def test_a_registration_that_has_closed_or_not_opened_takes_no_draft():
    region = a_region()
    organisation = make_organisation(OrganisationKind.GOVERNMENT, region=region, name="Pemerintah Y")
    by = actor_of(officer_of(organisation))
    round_ = round_of(region, open_stage=StageCode.VERIFICATION)
    stage = round_.stages.get(code=StageCode.REGISTRATION)
    for moment, words in (
        (stage.closes_at, "sudah ditutup"),
        (stage.opens_at - timedelta(seconds=1), "belum dibuka"),
    ):
        with clock.set_to(moment), pytest.raises(Refused, match=words):
            actions.start(round_=round_, category=category_of(round_), organisation=organisation, by=by)


# ---- saving -----------------------------------------------------------------------------------------------------
def test_a_save_changes_the_fields_given_and_leaves_one_event_with_before_and_after(draft, by):
    saved = actions.save(
        formal(draft), changes={"covered": 5, "cut_off_on": date(2025, 11, 30)}, version=0, by=by
    )
    assert (saved.covered, saved.total, saved.version) == (5, None, 1)
    actions.save(saved, changes={"covered": 6}, version=1, by=by)
    last = trail_of(draft).last()
    assert (last.verb, last.changes) == ("nomination.save", {"figure.formal.covered": [5, 6]})
    assert events(draft) == ["nomination.start", "nomination.save", "nomination.save"]
    assert last.region == draft.round.region_code


def test_saving_what_is_stored_changes_nothing_even_with_an_old_version(draft, by):
    actions.save(formal(draft), changes={"covered": 5}, version=0, by=by)
    again = actions.save(formal(draft), changes={"covered": 5}, version=0, by=by)
    assert again.version == 1
    assert events(draft).count("nomination.save") == 1


def test_two_tabs_never_overwrite_one_another(draft, by):
    colleague = actor_of(officer_of(draft.organisation))
    actions.save(formal(draft), changes={"covered": 5}, version=0, by=colleague)
    with pytest.raises(actions.Clash, match="Petugas") as clash:
        actions.save(formal(draft), changes={"covered": 7}, version=0, by=by)
    assert clash.value.stored.covered == 5
    assert formal(draft).covered == 5


def test_what_a_colleague_wrote_in_another_field_stands_beside_mine(draft, by):
    colleague = actor_of(officer_of(draft.organisation))
    actions.save(formal(draft), changes={"total": 9}, version=0, by=colleague)
    saved = actions.save(formal(draft), changes={"covered": 7}, version=0, by=by)
    assert (saved.covered, saved.total, saved.version) == (7, 9, 2)
    with pytest.raises(actions.Clash):
        actions.save(formal(draft), changes={"covered": 8, "total": 10}, version=0, by=colleague)
    assert formal(draft).total == 9


def test_nobody_is_covered_out_of_none(draft, by):
    actions.save(formal(draft), changes={"covered": 5, "total": 9}, version=0, by=by)
    with pytest.raises(Refused, match="dari jumlah 0"):
        actions.save(formal(draft), changes={"total": 0}, version=1, by=by)
    assert formal(draft).total == 9
    actions.save(formal(draft), changes={"covered": 0, "total": 0}, version=1, by=by)


def test_more_covered_than_there_are_is_saved(draft, by):
    assert actions.save(formal(draft), changes={"covered": 9, "total": 5}, version=0, by=by).covered == 9


def test_the_database_keeps_the_limits_too(draft):
    for wrong in (
        {"covered": -1},
        {"covered": 1, "total": 0},
        {"covered": 10**18},
        {"value": "drei"},
        {"value": "1", "covered": 1},
    ):
        with pytest.raises(Error), transaction.atomic():
            Figure.objects.filter(nomination=draft, metric="formal").update(**wrong)


@pytest.mark.parametrize(
    "role", ["approver", "province_secretariat", "national_secretariat", "auditor", "admin"]
)
def test_nobody_else_writes(draft, role):
    other = actor_of(make_person(role, region=draft.round.region))
    if role == "approver":
        other = actor_of(make_person(role, organisation=draft.organisation))
    with pytest.raises(Refused, match="Hanya petugas"):
        actions.save(formal(draft), changes={"covered": 5}, version=0, by=other)


@pytest.mark.parametrize(
    "state", [state for state in State.values if state not in {State.DRAFT, State.RETURNED}]
)
def test_after_submission_nothing_changes(state):
    nomination = make_nomination(state)
    by = actor_of(nomination.created_by)
    figure = formal(nomination)
    if nomination.submitted_at:
        with pytest.raises(Refused, match="tidak dapat diubah"):
            actions.save(figure, changes={"covered": 1}, version=figure.version, by=by)
        with pytest.raises(Refused, match="tidak dapat diubah"):
            actions.cite(figure, evidence=None, version=figure.version, by=by)
        with pytest.raises(Refused, match="tidak dapat diubah"):
            actions.add_regulation(nomination, by=by)
        with pytest.raises(Refused, match="tidak dapat diubah"):
            actions.detach(nomination.evidence.get(), by=by)
    for change in (
        lambda: Figure.objects.filter(pk=figure.pk).update(covered=1),
        lambda: nomination.statements.create(
            section="x", saved_at=clock.now(), saved_by=nomination.created_by
        ),
        lambda: nomination.groups.all()[0].delete(),
    ):
        with pytest.raises(Error, match="never changes after submission"), transaction.atomic():
            change()
    assert formal(nomination).covered == figure.covered


def test_the_last_moment_counts_and_the_deadline_itself_is_too_late(draft, by):
    closes_at = draft.round.stages.get(code=StageCode.REGISTRATION).closes_at
    with clock.set_to(closes_at - timedelta(microseconds=1)):
        actions.save(formal(draft), changes={"covered": 5}, version=0, by=by)
    with clock.set_to(closes_at), pytest.raises(Refused, match="sudah ditutup"):
        actions.save(formal(draft), changes={"covered": 6}, version=1, by=by)
    assert formal(draft).covered == 5


# ---- rows -------------------------------------------------------------------------------------------------------
def test_an_empty_row_is_added_once_and_its_removal_is_told(draft, by):
    first = actions.add_regulation(draft, by=by)
    assert actions.add_regulation(draft, by=by) == first
    actions.save(first, changes={"kind": "Perda", "number": "18", "year": 2011}, version=0, by=by)
    second = actions.add_regulation(draft, by=by)
    assert second != first
    actions.remove(first, by=by)
    last = trail_of(draft).last()
    assert last.verb == "nomination.remove"
    assert last.changes[f"regulation.{first.public_id}.kind"] == ["Perda", None]
    assert list(draft.regulations.all()) == [second]


def test_a_paragraph_belongs_to_a_section_of_the_rulebook(draft, by):
    row = actions.add_statement(draft, section="integration", by=by)
    actions.save(row, changes={"text": "DPMPTSP terhubung."}, version=0, by=by)
    with pytest.raises(ValueError, match="no section"):
        actions.add_statement(draft, section="coverage", by=by)


def test_a_field_that_is_no_field_is_a_programming_error(draft, by):
    with pytest.raises(ValueError, match="not fields"):
        actions.save(formal(draft), changes={"saved_at": datetime.now(UTC)}, version=0, by=by)


def test_a_refused_change_leaves_no_event(draft, by):
    before = Event.objects.count()
    with pytest.raises(Refused):
        actions.save(formal(draft), changes={"covered": 1, "total": 0}, version=0, by=by)
    assert Event.objects.count() == before
