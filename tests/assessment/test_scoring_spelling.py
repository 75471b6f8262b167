"""The JSON text of a pack: what is refused by its spelling, and where."""

import json

import pytest

from assessment.scoring import PackFaults, canonical, digest, read
from tests.factories.packs import example


def faults(source):
    with pytest.raises(PackFaults) as refused:
        read(source)
    return {fault.path for fault in refused.value.faults}


def replaced(old, new):
    text = json.dumps(example())
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    "source",
    [
        "", " ", "{", "{}x", "{'a': 1}", '{"a": 1,}', '{"a": 01}', '{"a": +1}', '{"a": .5}', '{"a": 1.}', "nul",
        '{"a": "\t"}', '{"a": "\\x"}', '{"a": "\\u12"}', "\ufeff{}", b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00",
        b'{"a": "\xff"}', b'{"a": "\xed\xa0\x80"}', b'{"a": "\xc0\xaf"}', "\x00", "[" * 100_000, '{"a":' * 100_000,
        "// x\n{}",
    ],
)  # fmt: skip
def test_what_is_not_json_is_refused_as_a_whole(source):
    assert faults(source) == {"$"}


@pytest.mark.parametrize("spelling", ["1.0", "1e2", "1E0", "-0", "-0.0", "NaN", "Infinity", "-Infinity", "9" * 31,
                                      "-" + "9" * 31, "9" * 5000, "1e999999999"])  # fmt: skip
def test_a_number_that_is_no_integer_by_spelling(spelling):
    assert faults(replaced('"version": 1', f'"version": {spelling}')) == {"$.rules.version"}
    assert faults(replaced('"covered": 60', f'"covered": {spelling}')) == {
        "$.nominations[0].metrics.ucj.covered"
    }
    assert faults(replaced('"legal": "70.5"', f'"legal": {spelling}')) == {"$.sheets[0].scores.legal"}
    assert faults(replaced('["10", "40"]', f'["10", {spelling}]')) == {
        "$.rules.aspects[0].criteria[1].scale.steps[1][1]"
    }


def test_thirty_digits_are_not_too_many():
    read(replaced('"total": 90', f'"total": {"9" * 30}'))
    read(replaced('"spread_limit": "25"', f'"spread_limit": "-{"2" * 15}.{"5" * 15}"'))


def test_a_key_twice():
    assert faults(replaced('"version": 1', '"version": 1, "version": 1')) == {"$.rules.version"}
    assert faults(replaced('"legal": "70.5"', '"legal": "70.5", "legal": "70.5"')) == {
        "$.sheets[0].scores.legal"
    }
    assert faults(replaced('"1": "20"', '"1": "20", "1": "20"')) == {
        "$.rules.aspects[2].criteria[0].scale.points.1"
    }
    assert faults(replaced('"format": ', '"sheets": [NaN], "format": ')) >= {"$.sheets", "$.sheets[0]"}


def test_a_key_twice_after_nfc():
    source = replaced('"1": "20"', '"1": "20", "\u00e9": "1", "e\u0301": "2"')
    assert faults(source) == {"$.rules.aspects[2].criteria[0].scale.points.\u00e9"}


@pytest.mark.parametrize("spelling", ["\\ud800", "\\udfff", "\\udc00\\ud800", "x\\ud83dx"])
def test_a_lone_surrogate(spelling):
    assert faults(replaced("Edisi Contoh", spelling)) == {"$.edition.label"}
    path = "$.nominations[0].metrics." + spelling
    assert faults(replaced('"metrics": {"ucj"', f'"metrics": {{"{spelling}": null, "ucj"')) == {path}


def test_a_pair_of_surrogates_is_one_character():
    assert (
        read(replaced("Edisi Contoh", "\\ud83c\\udfc6")).digest == read(replaced("Edisi Contoh", "🏆")).digest
    )


def test_a_key_cannot_break_the_line_of_its_fault():
    source = replaced('"version": 1', '"version": 1, "a\\nb\\u2028\\u0085\\u001b": 1')
    with pytest.raises(PackFaults) as refused:
        read(source)
    assert str(refused.value).splitlines() == ["$.rules.a\\u000ab\\u2028\\u0085\\u001b: This key is unknown."]


def test_deep_nesting_is_refused_with_the_other_faults():
    deep = "[" * 400 + "NaN" + "]" * 400
    source = replaced('"version": 1', f'"version": {deep}').replace("paritrana-pack/1", "x")
    assert faults(source) == {"$.format", "$.rules.version", "$.rules.version" + "[0]" * 400}


def test_bytes_and_text_read_alike():
    text = json.dumps(example(), ensure_ascii=False)
    assert read(text) == read(text.encode())


def test_canonical_form():
    data = {"b": [1, -7, True, None], "a": 'q"\\/\b\t\n\f\r\x00\x1f\x7f\u2028é🏆', "Z": {}}
    assert canonical(data) == (
        '{"Z":{},"a":"q\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001f\x7f\u2028é🏆","b":[1,-7,true,null]}'.encode()
    )


def test_canonical_keys_are_sorted_by_code_point_after_nfc():
    assert canonical({"\uff5e": 1, "😀": 2, "e\u0301": 3, "f": 4}) == '{"f":4,"é":3,"～":1,"😀":2}'.encode()
    assert canonical(["A\u030a"]) == '["Å"]'.encode()


@pytest.mark.parametrize("data", [1.5, {"a": float("nan")}, {1: "x"}, {"a", "b"}, (1,), b"x"])
def test_what_has_no_canonical_form(data):
    with pytest.raises(TypeError):
        canonical(data)


def test_two_keys_that_nfc_makes_one_have_no_canonical_form():
    with pytest.raises(ValueError, match="NFC"):
        canonical({"\u00e9": 1, "e\u0301": 1})


def test_digest_covers_the_spelling_but_not_the_layout():
    pack = example()
    text = json.dumps(pack)
    assert digest(pack) == read(text).digest == read(json.dumps(pack, indent=2, sort_keys=True)).digest
    assert digest(pack) != read(text.replace('"weight": "40"', '"weight": "40.0"', 1)).digest
    decomposed = text.replace("Edisi Contoh", "Edisi Conto\u0301h")
    assert read(decomposed).digest == read(text.replace("Edisi Contoh", "Edisi Cont\u00f3h")).digest


def test_digest_is_sha256_of_the_canonical_form():
    # printf '{}' | sha256sum
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
