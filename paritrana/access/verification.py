"""Pages of verification."""

from paritrana.access.table import (
    AUDITOR,
    DECIDER,
    GET,
    NATION,
    NOMINEE,
    POST,
    PROVINCE,
    Access,
    filed,
)

JUDGE = filed("verifying", PROVINCE, refuses=NOMINEE + NATION + AUDITOR, methods=(GET, POST))

ROUTES: dict[str, Access] = {
    # ---- verification
    "nominations:verification_queue": Access(opens=PROVINCE + NATION),
    "nominations:verify": filed("verifying", PROVINCE, refuses=NOMINEE + NATION + AUDITOR),
    "nominations:judge": filed(
        "verifying metric", PROVINCE, refuses=NOMINEE + NATION + AUDITOR, methods=(POST,)
    ),
    "nominations:export_queue": Access(opens=PROVINCE + NATION),
    "nominations:judge_entry": filed(
        "verifying entry", PROVINCE, refuses=NOMINEE + NATION + AUDITOR, methods=(POST,)
    ),
    "nominations:take": filed("verifying", PROVINCE, refuses=NOMINEE + NATION + AUDITOR, methods=(POST,)),
    "nominations:hand_over": JUDGE,
    "nominations:ask": JUDGE,
    "nominations:give_back": JUDGE,
    "nominations:recaps": Access(opens=PROVINCE + NATION, methods=(GET, POST)),
    "nominations:recap": filed("recap", PROVINCE + NATION + AUDITOR),
    "nominations:load_recap": filed("recap", PROVINCE, refuses=NATION + AUDITOR, methods=(POST,)),
    "nominations:match_recap": filed("recap row", PROVINCE, refuses=NATION + AUDITOR, methods=(GET, POST)),
    "nominations:finding": filed("finding", methods=(GET, POST)),
    "nominations:finding_file": filed("finding line"),
    "nominations:object": filed(
        "verified", NOMINEE, refuses=PROVINCE + NATION + AUDITOR, methods=(GET, POST)
    ),
    "nominations:objection": filed("objection", methods=(GET, POST)),
    "nominations:objection_file": filed("objection"),
    "nominations:minutes": filed("verified"),
    "nominations:calendar": filed("provincial round", PROVINCE + NATION + DECIDER + AUDITOR),
    "nominations:extend": filed(
        "provincial round", PROVINCE + NATION, refuses=DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "nominations:finish": JUDGE,
    "nominations:declare_ineligible": JUDGE,
    "assessment:absence": JUDGE,
}
