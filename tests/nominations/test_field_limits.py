"""Every field of words at its limits: full to the last character, one more, signs nobody sees, emoji, both directions."""

from collections.abc import Iterator

import pytest
from django import forms

from nominations import actions
from nominations.actions import evidence as attaching
from nominations.forms.entries import form_of
from nominations.forms.fields import WordsField
from nominations.models import Entry, Evidence
from nominations.queries import rules_of
from paritrana.accounts.queries import actor_of
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from tests.factories.nominations import archived, make_nomination
from tests.factories.uploads import pdf, upload

pytestmark = pytest.mark.django_db
FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"


def entries() -> Iterator[Entry]:
    """One of each kind, and an answer to every question in words."""
    draft = make_nomination()
    by = actor_of(draft.created_by)
    yield draft.figures.get(metric="formal")
    yield draft.figures.get(metric="arrears_months")
    yield draft.groups.first()
    yield actions.add_regulation(draft, by=by)
    yield actions.add_statement(draft, section="innovation", by=by)
    yield from draft.answers.all()


def fields_of_words() -> Iterator[tuple[Entry, str, int]]:
    for entry in entries():
        for name, field in form_of(entry, rules_of(entry)).fields.items():
            if isinstance(field, WordsField):
                yield entry, name, field.max_length


def typed(entry: Entry, name: str, words: str) -> forms.Form:
    return form_of(entry, rules_of(entry), {"field": name, "version": "0", name: words}, only=name)


def test_every_field_takes_its_limit_and_refuses_one_more_in_words():
    seen = 0
    for entry, name, limit in fields_of_words():
        seen += 1
        full = typed(entry, name, "é" * limit)
        assert full.is_valid(), (entry, name, full.errors)
        assert full.cleaned_data[name] == "é" * limit
        over = typed(entry, name, "x" * (limit + 1))
        assert str(limit) in str(over.errors[name]).replace(".", ""), (entry, name)
        assert over[name].value() == "x" * (limit + 1)  # as typed, never cut
        assert "maxlength" not in str(over[name])
    assert seen >= 15


def test_signs_that_nobody_sees_are_dropped_and_all_others_kept():
    for entry, name, _limit in fields_of_words():
        form = typed(entry, name, f"a\x00b\u202ec {FAMILY} شرکت\r\n<b>x</b>")
        assert form.is_valid(), (entry, name, form.errors)
        kept = form.cleaned_data[name]
        assert "\x00" not in kept
        assert "\u202e" not in kept
        assert "شرکت" in kept
        assert "<b>x</b>" in kept
        assert "\N{GIRL}" in kept


def test_the_two_hundredth_file_is_taken_and_the_next_is_refused():
    draft = make_nomination()
    by = actor_of(draft.created_by)
    first = actions.attach(draft, archived("rekap.pdf"), by=by)
    kind = type(first.document)
    documents = kind.objects.bulk_create(
        kind(
            sha256=f"{number:064x}",
            size=1,
            state=first.document.state,
            media_type="application/pdf",
            page_count=1,
            received_at=clock.now(),
        )
        for number in range(1, attaching.MOST_FILES)
    )
    kept = {"nomination": draft, "uploaded_at": first.uploaded_at, "uploaded_by": first.uploaded_by}
    Evidence.objects.bulk_create(
        Evidence(document=document, file_name=f"{n}.pdf", **kept) for n, document in enumerate(documents[:-1])
    )
    actions.attach(draft, upload(pdf(2), "akhir.pdf"), by=by)
    assert draft.evidence.count() == 200
    with pytest.raises(Refused, match="sudah ada 200 berkas"):
        actions.attach(draft, upload(pdf(3), "lagi.pdf"), by=by)
