"""Nine pads in real browsers whose lines are all cut for a minute while everybody types; the panel does not wait for one."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessment.actions import turn as turns
from assessment.models import ScoreSheet
from tests.interviews.rounds import begun, chair_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.needs("chromium"),
]

MINUTE = 60_000
RANGE, LEVELS = "score-mastery", "score-commitment"


def cut(pad: Page) -> None:
    pad.context.set_offline(True)


def type_into(pad: Page, score: str, level: str) -> None:
    """A number by keyboard and a level by touch, and the pad says that both wait on this device."""
    pad.fill(f"input[name={RANGE}]", score)
    pad.locator("label.level", has=pad.locator(f"input[value='{level}']")).click()
    expect(pad.locator(".autosave")).to_contain_text("2 isian disimpan")


def holds(pad: Page, score: str, level: str) -> None:
    """What was typed is in sight."""
    expect(pad.locator(f"input[name={RANGE}]")).to_have_value(score)
    expect(pad.locator(f"input[name={LEVELS}][value='{level}']")).to_be_checked()


def test_a_minute_without_lines_loses_nothing_and_what_comes_after_the_reveal_stays_readable(open_as):
    session, first = begun(1, 9)
    sheets = list(ScoreSheet.objects.filter(stage="interview").select_related("seat__user").order_by("id"))
    way, pads = reverse("assessment:pad", args=[session.public_id]), []
    typed = {sheet.pk: (str(61 + n), str(1 + n % 5)) for n, sheet in enumerate(sheets)}
    for sheet in sheets:
        pad = open_as(sheet.seat.user, "/livez", viewport={"width": 1024, "height": 768})
        pad.clock.install()  # the minute is one of the pages' clock, with every timer in it
        pad.goto(way)
        pads.append(pad)
    for pad in pads:
        cut(pad)
    for pad, sheet in zip(pads, sheets, strict=True):
        type_into(pad, *typed[sheet.pk])
    for pad, sheet in zip(pads, sheets, strict=True):
        pad.clock.run_for(MINUTE)
        expect(pad.locator("[data-line]")).to_contain_text("Belum tersambung")
        holds(pad, *typed[sheet.pk])
    assert not [sheet for sheet in ScoreSheet.objects.all() if sheet.scores]

    *back, (late, missing) = zip(pads, sheets, strict=True)
    for pad, _sheet in back:
        pad.context.set_offline(False)
    for pad, sheet in back:
        expect(pad.locator(".autosave[data-state=saved]")).to_be_visible(timeout=20_000)
        holds(pad, *typed[sheet.pk])
        pad.close()
    stored = {sheet.pk: sheet.scores for sheet in ScoreSheet.objects.exclude(pk=missing.pk)}
    assert stored == {
        pk: {"mastery": score, "commitment": level} for pk, (score, level) in typed.items() if pk in stored
    }

    turns.reveal(first, reason="Sambungan satu penilai terputus.", by=chair_of(session.panel))
    late.context.set_offline(False)
    wrong = late.locator("[data-wrong]:visible")
    expect(wrong).to_have_count(2, timeout=20_000)
    expect(wrong.first).to_contain_text(re.compile("diungkap"))
    expect(late.locator("[data-gone-on]")).to_be_visible(timeout=20_000)
    holds(late, *typed[missing.pk])
    missing.refresh_from_db()
    assert missing.scores == {}
