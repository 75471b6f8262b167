from fractions import Fraction

import pytest
from django.db import InternalError, connection, transaction
from django.utils import translation

from paritrana.lib.digest import sha256_of
from paritrana.programme.models import Rulebook
from paritrana.programme.reading import read_category, rules_of
from tests.factories.programme import category_of, make_round, rulebook


@pytest.mark.parametrize("name", ["contoh", "arsip"])
def test_weights_of_every_shipped_ranking_make_exactly_one_hundred(name):
    for entry in rulebook(name)["categories"]:
        rules = read_category(entry)
        for ranking in rules.rankings:
            assert sum(Fraction(aspect.weight) for aspect in ranking.aspects) == 100
            for aspect in ranking.aspects:
                assert sum(Fraction(weight) for _code, weight in aspect.criteria) == 100
                assert all(rules.criterion(code) for code, _weight in aspect.criteria)


def test_before_2022_a_province_only_proposed():
    province, _nation = (read_category(entry).verification for entry in rulebook("arsip")["categories"])
    assert (province.proposes, dict(province.promotes)) == (True, {"final": 1})
    assert not any(read_category(entry).verification.proposes for entry in rulebook()["categories"])


def test_a_checklist_is_about_metrics_of_its_category():
    entry = rulebook(with_samples=True)["categories"][0]
    assert {item.about for item in read_category(entry).verification.checklist} >= {"", "formal"}
    entry["verification"]["checklist"][0]["about"] = "innovation"  # a section
    with pytest.raises(ValueError, match="unknown metrics: innovation"):
        read_category(entry)


def test_a_shortlist_has_no_interview_criteria():
    for entry in rulebook()["categories"]:
        rules = read_category(entry)
        assert all(
            rules.criterion(code).stage != "interview"
            for code in rules.ranking("shortlist").criterion_codes()
        )


@pytest.mark.django_db
def test_rules_are_read_in_both_languages():
    rules = rules_of(category_of(make_round()))
    with translation.override("id"):
        assert str(rules.criterion("legal_force").words["5"]) == "Perda yang mewajibkan"
    with translation.override("en"):
        assert str(rules.criterion("legal_force").words["5"]) == "Regional law that obliges"


@pytest.mark.django_db
def test_an_adopted_rulebook_is_frozen_under_its_digest():
    make_round()
    version = Rulebook.objects.get()
    assert version.digest == sha256_of(version.content)
    for statement in ("UPDATE programme_rulebook SET content = '{}'", "DELETE FROM programme_rulebook"):
        with (
            pytest.raises(InternalError, match="never changes"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
