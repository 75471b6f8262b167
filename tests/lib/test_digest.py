import pytest

from paritrana.lib import digest


def test_one_spelling_whatever_the_order_and_the_normal_form():
    composed, decomposed = "\u00e9", "e\u0301"
    assert digest.canonical({"b": 1, "a": composed}) == digest.canonical({"a": decomposed, "b": 1})
    assert digest.canonical({"b": [True, None], "a": "é"}) == '{"a":"é","b":[true,null]}'.encode()


def test_the_digest_changes_with_the_content():
    assert digest.sha256_of({"a": 1}) != digest.sha256_of({"a": "1"})


@pytest.mark.parametrize("value", [1.5, object(), {"a": 0.1}])
def test_what_two_programs_would_print_differently_is_refused(value):
    with pytest.raises(TypeError):
        digest.canonical(value)
