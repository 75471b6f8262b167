"""How much of a claim is filled: n of m entries, what is missing, and what keeps it from being submitted.

Completeness is no score: it counts entries and knows nothing of ranks. Pure: works on the claim as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nominations.claim import Claim
from nominations.models import Figure, ProtectedGroup, Regulation
from nominations.models.claim import CitedEntry, LastingEntry
from nominations.sanity import Remark, remarks_on
from paritrana.documents.models import DocumentState
from paritrana.programme.rulebook import CategoryRules, Metric, Section, Words


@dataclass(frozen=True)
class Item:
    """One thing to fill. `entry` is the public id of its row ("" for a section that is empty as a whole)."""

    section: str
    entry: str
    filled: bool
    blocks: bool  # submission waits for it
    value: Fraction  # its weight in the final ranking, in per cent: what makes a gap matter
    sentence: "str | Promise"  # what is missing
    about: "str | Promise | Words"
    asks: bool = False  # it is the explanation of a contradiction


@dataclass(frozen=True)
class SectionState:
    """How far one section is. shape: none, doing, done, or warn while an explanation is missing."""

    section: Section
    done: int
    total: int
    shape: str


@dataclass(frozen=True)
class Completeness:
    """The whole: counts, sections, gaps in the order of their effect, and remarks."""

    items: tuple[Item, ...]
    sections: tuple[SectionState, ...]
    remarks: tuple[Remark, ...]

    @property
    def done(self) -> int:
        """Entries that are filled."""
        return sum(item.filled for item in self.items)

    @property
    def total(self) -> int:
        """All entries."""
        return len(self.items)

    @property
    def gaps(self) -> list[Item]:
        """What is missing: first what blocks, then by weight, then as the form goes."""
        missing = [item for item in self.items if not item.filled]
        return sorted(missing, key=lambda item: (not item.blocks, -item.value))

    @property
    def largest_gaps(self) -> list[Item]:
        """The first gap of each entry, in the order of their effect."""
        first: dict[tuple[str, str], Item] = {}
        for gap in self.gaps:
            first.setdefault((gap.section, gap.entry), gap)
        return list(first.values())

    @property
    def blocking(self) -> list[Item]:
        """What must be filled before it can be submitted."""
        return [gap for gap in self.gaps if gap.blocks]

    @property
    def asking(self) -> int:
        """Contradictions that wait for an explanation."""
        return sum(item.asks and not item.filled for item in self.items)

    def state_of(self, section: str) -> SectionState:
        """The state of the section with that code."""
        return next(state for state in self.sections if state.section.code == section)


def completeness_of(rules: CategoryRules, claim: Claim) -> Completeness:
    """The state of a claim under the rules of its category."""
    remarks = remarks_on(rules, claim)
    items = tuple(item for section in rules.sections for item in _items_of(section, rules, claim, remarks))
    sections = tuple(_state_of(section, items) for section in rules.sections)
    return Completeness(items, sections, tuple(remarks))


def weight_of(rules: CategoryRules, metric: str) -> Fraction:
    """How many of the 100 points of the final ranking rest on the metric, through all criteria that use it."""
    final = next((ranking for ranking in rules.rankings if ranking.code == "final"), None)
    using = {criterion.code for criterion in rules.criteria if criterion.metric == metric}
    if final is None:
        return Fraction(0)
    return sum(
        (
            Fraction(aspect.weight) * Fraction(weight) / 100
            for aspect in final.aspects
            for code, weight in aspect.criteria
            if code in using
        ),
        Fraction(0),
    )


def feeds_of(rules: CategoryRules, section: Section) -> Fraction:
    """How many of the 100 points of the final ranking are scored by reading that section."""
    final = next((ranking for ranking in rules.rankings if ranking.code == "final"), None)
    return sum(
        (
            Fraction(aspect.weight) * Fraction(weight) / 100
            for aspect in (final.aspects if final else ())
            for code, weight in aspect.criteria
            if code in section.feeds
        ),
        Fraction(0),
    )


def _items_of(section: Section, rules: CategoryRules, claim: Claim, remarks: list[Remark]) -> Iterator[Item]:
    if section.kind == "figures":
        for metric in rules.metrics:
            if metric.section == section.code and (figure := claim.figures.get(metric.code)):
                value = weight_of(rules, metric.code)
                yield from _of_figure(section, metric, figure, value)
                yield from _of_remarks(section, figure, metric.code, metric.name, remarks, value)
        return
    worth = feeds_of(rules, section)
    if section.kind == "answers":
        for question in rules.questions:
            if question.section == section.code and (answer := claim.answers.get(question.code)):
                words, filled = _("write this entry"), not answer.is_blank
                key = answer.public_id
                yield Item(section.code, key, filled, question.required, worth, words, question.name)
                yield from _of_copy(section, answer, question.name, worth)
        return
    if section.kind == "groups":
        names = {group.code: group.name for group in rules.groups}
        rows = []
        for code, entry in claim.groups.items():
            if not entry.is_blank:
                rows.append(_of_group(section, entry, names[code], worth))
                rows += _of_remarks(section, entry, code, names[code], remarks, worth)
    elif section.kind == "regulations":
        rows = [item for entry in claim.regulations for item in _of_regulation(section, entry, worth)]
    else:
        rows = [
            Item(
                section.code,
                entry.public_id,
                not entry.is_blank,
                False,
                worth,
                _("write this paragraph, or remove it"),
                section.name,
            )
            for entry in claim.statements
            if entry.section == section.code
        ]
        mine = [entry for entry in claim.statements if entry.section == section.code]
        rows += [item for entry in mine for item in _of_copy(section, entry, section.name, worth)]
    yield from rows or [
        Item(
            section.code,
            "",
            False,
            section.required,
            worth,
            _("nothing is written here yet"),
            section.name,
        )
    ]


def _of_figure(section: Section, metric: Metric, figure: Figure, value: Fraction) -> Iterator[Item]:
    def item(filled: bool, blocks: bool, sentence: "str | Promise") -> Item:
        return Item(section.code, figure.public_id, filled, blocks, value, sentence, metric.name)

    counts = _("write covered and total") if metric.kind == "share" else _("write the figure")
    yield item(figure.is_whole, metric.required, counts)
    if figure.is_blank and not metric.required:
        return
    yield item(figure.cut_off_on is not None, metric.required, _("write the cut-off date"))
    yield item(bool(figure.source), metric.required, _("name the source"))
    if metric.needs_evidence:
        yield item(_is_proven(figure), metric.required, _("point to file and page"))


def _of_copy(section: Section, entry: LastingEntry, name: object, worth: Fraction) -> Iterator[Item]:
    """What was copied from the last nomination and nobody has looked at: it is filed only once somebody has."""
    if entry.copied_from_id:
        sentence = _("look at what was copied from the last nomination")
        yield Item(section.code, entry.public_id, False, True, worth, sentence, str(name))  # type: ignore[attr-defined]


def _is_proven(entry: CitedEntry) -> bool:
    """Does it point to a file? One that was found harmful after it was attached proves nothing, nor does one that was
    replaced until its place is confirmed."""
    if entry.evidence is None or entry.is_unconfirmed:
        return False
    return entry.evidence.document.state != DocumentState.REFUSED


def _of_remarks(
    section: Section, entry: CitedEntry, code: str, name: object, remarks: list[Remark], value: Fraction
) -> Iterator[Item]:
    asking = [remark for remark in remarks if remark.about == code and remark.asks]
    if asking:
        explained = not any(remark.is_open for remark in asking)
        sentence = _("explain the contradiction")
        yield Item(section.code, entry.public_id, explained, True, value, sentence, str(name), asks=True)


def _of_group(section: Section, entry: ProtectedGroup, name: object, worth: Fraction) -> Item:
    filled = entry.people is not None or bool(entry.note)
    return Item(
        section.code, entry.public_id, filled, False, worth, _("write the number of people"), str(name)
    )


def _of_regulation(section: Section, entry: Regulation, worth: Fraction) -> Iterator[Item]:
    name = str(entry) or section.name
    for filled, sentence in (
        (bool(entry.kind), _("name the kind of regulation")),
        (bool(entry.subject), _("write what it regulates")),
        (_is_proven(entry), _("point to the file of the regulation")),
    ):
        yield Item(section.code, entry.public_id, filled, False, worth, sentence, name)
    yield from _of_copy(section, entry, name, worth)


def _state_of(section: Section, items: tuple[Item, ...]) -> SectionState:
    mine = [item for item in items if item.section == section.code]
    done = sum(item.filled for item in mine)
    asking = any(item.asks and not item.filled for item in mine)
    shape = "warn" if asking else "none" if not done else "done" if done == len(mine) else "doing"
    return SectionState(section, done, len(mine), shape)
