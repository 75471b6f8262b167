"""How far the rounds of the example have come, each told through the same actions that people take."""

from dataclasses import replace
from datetime import timedelta

from assessment.models import Panel
from ceremony.actions import approve_decision, ask, publish
from ceremony.models import Certificate, RequestKind
from nominations.models import Nomination
from paritrana.accounts.queries import actor_of
from paritrana.demo import (
    behalf,
    chain,
    honours,
    interviews,
    people,
    seating,
    verifying,
)
from paritrana.demo.invented import invented
from paritrana.demo.plan import Plan, Setting
from paritrana.lib import clock
from paritrana.programme.models import StageCode
from paritrana.programme.reading import rules_of
from paritrana.regions.models import Region


def filed(setting: Setting, plan: Plan) -> list[Nomination]:
    """All nominees of the plan have filed."""
    submitted = []
    for code, slug in plan.nominees:
        region = Region.objects.get(code=code)
        who = chain.nominee(region, slug)
        with setting.during(StageCode.REGISTRATION):
            draft = chain.draft(setting.round, setting.category, who, invented(region, setting, plan))
        with setting.during(StageCode.REGISTRATION, 0.5):
            submitted.append(chain.submit(draft, who))
    return submitted


def verified(setting: Setting, plan: Plan) -> list[Nomination]:
    """All have filed, those drawn were visited, and every figure has its verdict; the first one's is corrected."""
    nominations = filed(setting, plan)
    with setting.during(StageCode.VERIFICATION):
        if rules_of(setting.category).verification.sample:
            for check in verifying.sample(setting.round, setting.category, setting.secretariat).checks.all():
                verifying.visit(check, setting.secretariat, clock.now().date())
        for place, nomination in enumerate(nominations):
            figure = nomination.figures.get(metric="informal")
            correction = {
                "informal": {
                    "covered": figure.covered - figure.covered // 50,
                    "total": figure.total,
                    "reason": "other_in_evidence",
                    "note": "Contoh: jumlah pada lampiran lebih kecil.",
                }
            }
            chain.verify(nomination, setting.secretariat, corrected=correction if place == 0 else None)
    return nominations


def judged(setting: Setting, plan: Plan) -> Panel:
    """The panel has scored the documents of all, and closed them."""
    verified(setting, plan)
    with setting.during(StageCode.DOCUMENT):
        panel = found(setting)
        chain.score(panel, "document")
    with setting.during(StageCode.DOCUMENT, 0.9):
        panel = chain.close(panel)
        chain.rank(panel, "shortlist", setting.secretariat)
    return panel


def found(setting: Setting) -> Panel:
    """The panel has its seats, and its sheets lie on the desks."""
    decree = f"Contoh/{setting.slug.upper()}/1"
    panel = chain.found_panel(setting.round, setting.category, setting.slug, setting.secretariat, decree)
    chain.hand_out(panel, setting.secretariat)
    return panel


# ---- the seven stories ------------------------------------------------------------------------------------------
def filing(setting: Setting, plan: Plan) -> None:
    """One draft has gaps, one waits for its approver, the others are in."""
    (unfinished, first), (waiting, second), *rest = plan.nominees
    filed(setting, replace(plan, nominees=tuple(rest)))
    with setting.during(StageCode.REGISTRATION, 0.35):
        region = Region.objects.get(code=unfinished)
        whole = invented(region, setting, plan)
        gaps = chain.Filing(figures={"formal": whole.figures["formal"]}, groups=whole.groups)
        chain.draft(setting.round, setting.category, chain.nominee(region, first), gaps)
        region = Region.objects.get(code=waiting)
        chain.draft(
            setting.round, setting.category, chain.nominee(region, second), invented(region, setting, plan)
        )
        behalf.file_for_a_city(setting.round, setting.category)


def verification(setting: Setting, plan: Plan) -> None:
    """All are in; the first one's figures have verdicts, the others wait."""
    first, second, third, *rest = filed(setting, plan)
    with setting.during(StageCode.VERIFICATION):
        verifying.recap(setting.round, [first, second, third, *rest], setting.secretariat)
        tomorrow = setting.now.date() + timedelta(days=1)
        drawn = verifying.sample(setting.round, setting.category, setting.secretariat).checks
        for check in drawn.filter(nomination=first):
            verifying.visit(check, setting.secretariat, setting.now.date())
        verifying.assign(drawn.exclude(nomination=first)[0], setting.secretariat, tomorrow)
        chain.verify(first, setting.secretariat)
        verifying.questions(second, third, setting.secretariat)
        verifying.objection(first)


def documents(setting: Setting, plan: Plan) -> None:
    """The panel scores documents: three of five have signed, two have yet to begin."""
    nominations = verified(setting, plan)
    with setting.during(StageCode.DOCUMENT):
        panel = found(setting)
        chain.score(panel, "document", leave={"A2", "A4"})
        seating.beside(panel, nominations, setting.slug, setting.secretariat)


def interview(setting: Setting, plan: Plan) -> None:
    """Documents are closed; the interviews of today are under way."""
    panel = judged(setting, plan)
    with setting.during(StageCode.INTERVIEW):
        chain.hand_out(panel, setting.secretariat)
    interviews.hold(panel, setting.secretariat, setting.now)


def plenary(setting: Setting, plan: Plan) -> None:
    """Everything is scored and ranked; a decision is prepared and waits for its second person."""
    panel = interviewed(setting, plan)
    with setting.during(StageCode.PLENARY):
        snapshot = chain.rank(panel, "final", setting.secretariat)
        auditor = actor_of(people.User.objects.get(email=people.address(f"auditor.{setting.slug}")))
        chain.clear(snapshot, secretariat=setting.secretariat, auditor=auditor)
        chain.prepare(
            snapshot,
            decree=f"Contoh/{setting.slug.upper()}/2",
            on=clock.today_in_jakarta(),
            by=setting.secretariat,
        )


def interviewed(setting: Setting, plan: Plan) -> Panel:
    """The panel has scored everything and closed."""
    panel = judged(setting, plan)
    with setting.during(StageCode.INTERVIEW):
        chain.hand_out(panel, setting.secretariat)
        chain.score(panel, "interview")
    with setting.during(StageCode.INTERVIEW, 0.9):
        return chain.close(panel)


def published(setting: Setting, plan: Plan) -> None:
    """Decided by two persons, and published by the secretariat."""
    panel = interviewed(setting, plan)
    decider = actor_of(people.User.objects.get(email=people.address(f"penetap.{setting.slug}")))
    with setting.during(StageCode.PLENARY):
        snapshot = chain.rank(panel, "final", setting.secretariat)
        auditor = actor_of(people.User.objects.get(email=people.address(f"auditor.{setting.slug}")))
        chain.clear(snapshot, secretariat=setting.secretariat, auditor=auditor)
        decision = chain.prepare(
            snapshot,
            decree=f"Contoh/{setting.slug.upper()}/2",
            on=clock.today_in_jakarta(),
            by=setting.secretariat,
        )
    with setting.during(StageCode.DECISION):
        approve_decision(decision, by=decider)
    with setting.during(StageCode.CEREMONY):
        publish(decision, by=setting.secretariat)
        honours.ceremony_of(decision, by=setting.secretariat)
        certificate = Certificate.objects.filter(decision=decision).order_by("-serial")[0]
        ask(
            certificate,
            RequestKind.REPLACE,
            by=setting.secretariat,
            reason="Contoh: ejaan nama diperbaiki",
            recipient=f"{certificate.facts['recipient']} (contoh)",
        )
