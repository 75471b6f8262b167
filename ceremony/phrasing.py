"""The words of a certificate's page, set from its frozen facts, and whether they can be printed at all. Pure.

Indonesian comes first and largest; the same in English stands small below it.
"""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ceremony.facts import Facts, wording
from ceremony.lettering import (
    HONOUR_STEPS,
    STEPS,
    misleading_letters,
    missing_letters,
    set_name,
    tidy,
)
from ceremony.serials import spoken_code
from paritrana.documents.press.guilloche import Border
from paritrana.lib.verdict import YES, Verdict, first_no, no
from paritrana.programme.certifying import Template
from paritrana.web import moments

LETTERS_SHOWN = 10
MOST_SIGNATORIES = 2
"""One at the left, one at the right of the code."""


def printed(facts: Facts) -> dict[str, Any]:
    """The words of the page, ready for its template; ValueError for facts that fit on no page."""
    facts = _current(facts)
    name = set_name(facts["recipient"])
    honour = set_name(honour_of(facts, facts["title"]), HONOUR_STEPS)
    if name is None or honour is None:
        raise ValueError(f"{facts['serial']} does not fit on the page")
    words, kind, days = wording()["sheet"], wording()["kinds"][facts["kind"]], facts["edition"]["period"]
    on, province = moments.long_day(date.fromisoformat(facts["on"]), "id"), facts["round"]["name"]
    english = bool(facts["title_en"])
    return {
        "words": {word: said["id"] for word, said in words.items()},
        "heading": kind["heading"]["id"],
        "given": kind["given"]["id"],
        "name": facts["award"]["id"],
        "full_name": facts["full_name"]["id"],
        "period": f"{words['period']['id']} {period(days, 'id')}",
        "recipient": facts["recipient"],
        "recipient_lines": name.lines,
        "recipient_size": name.size,
        "honour_lines": honour.lines,
        "honour_size": honour.size,
        "english": english
        and {
            "heading": kind["heading"]["en"],
            "given": kind["given"]["en"],
            "full_name": f"{facts['full_name']['en']}, {words['period']['en']} {period(days, 'en')}",
            "honour": honour_in_english(facts, facts["title_en"]),
        },
        "dated": f"{facts['place']}, {on}" if facts["place"] else on,
        "emblem": facts["emblem"],
        "signatories": [
            {
                "role": signatory["role"]["id"],
                "role_en": signatory["role"]["en"] if english else "",
                "office": _unbroken(signatory["office"]["id"], f"Provinsi {province}"),
                "office_en": signatory["office"]["en"] if english else "",
            }
            for signatory in facts["signatories"]
        ],
        "serial": facts["serial"],
        "code": spoken_code(facts["code"]),
        "check_page": facts["check"].split("://")[-1].removesuffix(f"{facts['code']}/").rstrip("/"),
        "is_example": facts["edition"]["is_example"],
        "on": facts["on"],
    }


def border_of(facts: Facts) -> Border:
    """The engraving that the facts ask for."""
    return Border(**_current(facts)["border"])


def honour_of(competition: Facts, title: str) -> str:
    """Title, category and level in one line: Terbaik III, kategori Kabupaten/Kota, tingkat nasional."""
    place = competition["round"]
    level = "nasional" if place["level"] == "national" else f"Provinsi {place['name']}"
    return f"{tidy(title)}, kategori {competition['category']['id']}, tingkat {level}"


def honour_in_english(competition: Facts, title: str) -> str:
    """The same in English: Terbaik III, Regency/City category, national level."""
    place = competition["round"]
    level = "national level" if place["level"] == "national" else f"Province of {place['name']}"
    return f"{tidy(title)}, {competition['category']['en']} category, {level}"


def may_be_printed(competition: Facts, template: Template, recipient: str, title: str) -> Verdict:
    """Whether the page can carry them: offices that sign, a name of honest letters in the typeface, two lines at most."""
    return first_no(
        _may_be_signed(competition, template),
        _may_be_set(recipient, tidy(recipient), STEPS),
        _may_be_set(title, honour_of(competition, title), HONOUR_STEPS),
    )


def _may_be_signed(competition: Facts, template: Template) -> Verdict:
    level = _("the national level") if competition["round"]["level"] == "national" else _("the provinces")
    edition = {"edition": competition["edition"]["label"], "level": level}
    if not template.signatories:
        return no(
            _(
                "The rulebook of %(edition)s names nobody who signs the certificates of %(level)s. Amend it with one or "
                "two offices, then approve again."
            )
            % edition
        )
    if len(template.signatories) > MOST_SIGNATORIES or not all(
        signatory.role and signatory.office for signatory in template.signatories
    ):
        return no(
            _(
                "A certificate has room for one or two signatories, each with part and office. The rulebook of "
                "%(edition)s says otherwise for %(level)s; amend it, then approve again."
            )
            % edition
        )
    if template.emblem and not (settings.BASE_DIR / "static" / "img" / "emblem" / template.emblem).is_file():
        return no(
            _(
                "The rulebook of %(edition)s names the emblem “%(emblem)s”, which is not there. The operator adds the "
                "drawing; then approve again."
            )
            % (edition | {"emblem": template.emblem})
        )
    return YES


def _may_be_set(text: str, whole: str, steps: tuple[tuple[int, int], ...]) -> Verdict:
    text = tidy(text)
    if not any(letter.isalnum() for letter in text):
        return no(
            _(
                "A name or title on these certificates is empty or only signs. Correct the record it comes from, then "
                "approve again."
            )
        )
    if missing := missing_letters(text):
        return no(
            _(
                "“%(text)s” can't be printed on a certificate: the typeface lacks %(letters)s. "
                "Correct the spelling with Latin letters, then approve again."
            )
            % {"text": visible(text), "letters": named(missing)}
        )
    if misleading := misleading_letters(text):
        return no(
            _(
                "“%(text)s” can't be printed on a certificate: %(letters)s can't be seen or told from another letter. "
                "Type the name anew with Latin letters, then approve again."
            )
            % {"text": visible(text), "letters": named(misleading)}
        )
    if set_name(whole, steps) is None:
        return no(
            _("“%(text)s” is too long for a certificate. Agree on a shorter wording, then approve again.")
            % {"text": text}
        )
    return YES


def period(days: list[str], language: str) -> str:
    """1 Januari–31 Desember 2020; with both years where they differ."""
    first, last = (date.fromisoformat(day) for day in days)
    start, end = moments.long_day(first, language), moments.long_day(last, language)
    return f"{start.removesuffix(f' {first.year}') if first.year == last.year else start}–{end}"


def named(letters: str) -> str:
    """Letters with their code points, since some can't be seen: 北 (U+5317)."""
    shown = ", ".join(
        f"{letter} (U+{ord(letter):04X})" if letter.isprintable() else f"U+{ord(letter):04X}"
        for letter in letters[:LETTERS_SHOWN]
    )
    return f"{shown} …" if len(letters) > LETTERS_SHOWN else shown


def visible(text: str) -> str:
    """The text for a sentence, with a sign for each letter that can't be seen or would turn the sentence round."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _unbroken(text: str, part: str) -> str:
    """The text with spaces inside the part that no line is broken at."""
    return text.replace(part, part.replace(" ", "\N{NO-BREAK SPACE}"))


def _current(facts: Facts) -> Facts:
    """Facts of format 1 as those of today: an award's, in Indonesian alone."""
    if facts["format"] > 1:
        return facts
    signatories = [
        {part: {"id": text, "en": ""} for part, text in signatory.items()}
        for signatory in facts["signatories"]
    ]
    more = {"kind": "award", "title_en": "", "emblem": "", "border": asdict(Border())}
    return facts | more | {"signatories": signatories}
