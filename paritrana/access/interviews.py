"""Pages of interviews: schedule, room, pad, invitation. The assessor of the tests sits as the panel's secretary."""

from paritrana.access.table import (
    ASSESSOR,
    AUDITOR,
    CHAIR,
    DECIDER,
    GET,
    NATION,
    NOMINEE,
    PANEL_READERS,
    POST,
    PROVINCE,
    Access,
    panel,
)

ALL = PANEL_READERS + ASSESSOR
PLAN = panel(
    "interview panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR + ASSESSOR, methods=(POST,)
)
ARRANGE = panel(
    "planned interview", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR + ASSESSOR, methods=(POST,)
)
LEAD = panel(
    "planned interview", CHAIR, refuses=PROVINCE + NATION + DECIDER + AUDITOR + ASSESSOR, methods=(POST,)
)
KEEP = panel(
    "running interview",
    PROVINCE + CHAIR + ASSESSOR,
    refuses=NATION + DECIDER + AUDITOR,
    methods=(POST,),
    keepers=ASSESSOR,
)


def dossier(noun: str) -> Access:
    """A page of the dossier from the room; plain members read it beside their sheet."""
    return panel(noun, PROVINCE + CHAIR + AUDITOR + ASSESSOR, refuses=NATION + DECIDER, keepers=ASSESSOR)


ROUTES: dict[str, Access] = {
    "assessment:schedule": panel("interview panel", ALL),
    "assessment:panel_calendar": panel("interview panel", ALL),
    "assessment:room_add": PLAN,
    "assessment:session_plan": PLAN,
    "assessment:propose": PLAN,
    "assessment:appoint": panel(
        "interview panel unplaced",
        PROVINCE,
        refuses=CHAIR + NATION + DECIDER + AUDITOR + ASSESSOR,
        methods=(POST,),
    ),
    "assessment:interview_move": ARRANGE,
    "assessment:interview_swap": ARRANGE,
    "assessment:interview_off": ARRANGE,
    "assessment:interview_start": LEAD,
    "assessment:interview_reveal": LEAD,
    "assessment:interview_finish": LEAD,
    "assessment:interview_call_off": KEEP,
    "assessment:attendance": KEEP,
    "assessment:question": KEEP,
    "assessment:presentation": panel("running interview", ALL),
    "assessment:slides": panel("running interview", ALL),
    "assessment:dossier": dossier("running interview"),
    "assessment:dossier_page": dossier("dossier page"),
    "assessment:dossier_original": dossier("dossier file"),
    "assessment:slide": panel("interview slide", ALL),
    "assessment:interview_invitation": Access("planned interview", NOMINEE, methods=(GET, POST)),
    "assessment:present": Access("planned interview", NOMINEE, methods=(POST,)),
    "assessment:invitation_calendar": Access("planned interview", NOMINEE),
    "assessment:room": panel("session", PROVINCE + CHAIR + AUDITOR + ASSESSOR, refuses=NATION + DECIDER),
    "assessment:pad": panel(
        "session", CHAIR + ASSESSOR, refuses=PROVINCE + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:score_change": panel(
        "session", CHAIR + ASSESSOR, refuses=PROVINCE + NATION + DECIDER + AUDITOR, methods=(POST,)
    ),
    "assessment:hand_over": panel(
        "session", PROVINCE + CHAIR, refuses=NATION + DECIDER + AUDITOR + ASSESSOR, methods=(POST,)
    ),
    "assessment:session_close": panel(
        "session", CHAIR, refuses=PROVINCE + NATION + DECIDER + AUDITOR + ASSESSOR, methods=(GET, POST)
    ),
    "assessment:day_sheet": panel(
        "session",
        PROVINCE + CHAIR + AUDITOR + ASSESSOR,
        refuses=NATION + DECIDER,
        methods=(POST,),
        keepers=ASSESSOR,
    ),
    "assessment:pulse": Access("pulse", public=True),
}
