import pytest

from paritrana.lib.verdict import YES, Refused, first_no, no


def test_a_refusal_carries_its_sentence():
    verdict = no("The round has closed.")
    assert not verdict
    with pytest.raises(Refused) as refused:
        verdict.require()
    assert refused.value.sentence == "The round has closed."


def test_nobody_is_refused_without_a_reason():
    with pytest.raises(ValueError, match="sentence"):
        no("")


def test_the_first_refusal_of_several():
    assert first_no(YES, YES) is YES
    assert first_no(YES, no("one"), no("two")).sentence == "one"
