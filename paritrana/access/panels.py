"""Pages of the panel, its seats and its score sheets."""

from paritrana.access.table import (
    ASSESSOR,
    AUDITOR,
    CHAIR,
    DECIDER,
    EVERYONE,
    GET,
    NATION,
    PANEL_READERS,
    POST,
    PROVINCE,
    Access,
    panel,
)

SEATS = panel("panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,))

SEATS_FORM = panel("panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST))

ROUTES: dict[str, Access] = {
    # ---- the panel and its sheets
    "assessment:home": Access(opens=ASSESSOR + CHAIR),
    "assessment:queue": Access("seat", ASSESSOR),
    "assessment:declare": Access("seat nomination", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet": Access("sheet", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet_save": Access("sheet", ASSESSOR, methods=(POST,)),
    "assessment:sheet_sign": Access("sheet", ASSESSOR, methods=(GET, POST)),
    "assessment:mirror": Access("seat", ASSESSOR),
    "assessment:practice": Access("seat", ASSESSOR),
    "assessment:practice_file": Access("seat file", ASSESSOR, methods=(GET, POST)),
    "assessment:grid": Access("seat criterion", ASSESSOR, methods=(GET, POST), unnamed=True),
    "assessment:sheet_paper": Access("sheet", ASSESSOR, methods=(POST,)),
    "assessment:sheet_skip": Access("sheet", ASSESSOR, methods=(POST,)),
    "assessment:sheet_abstain": Access("sheet", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet_page": Access("sheet page", ASSESSOR),
    "assessment:sheet_original": Access("sheet evidence", ASSESSOR),
    "assessment:sheet_reopen": Access("signed sheet", CHAIR, methods=(GET, POST)),
    "assessment:panels": Access(opens=PANEL_READERS),
    "assessment:panel_found": Access(opens=PROVINCE + NATION, methods=(POST,), unnamed=True),
    "assessment:panel": panel("panel", PANEL_READERS),
    "assessment:seat_give": SEATS_FORM,
    "assessment:panel_letter": SEATS_FORM,
    "assessment:practice_enter": panel(
        "panel", NATION, refuses=PROVINCE + CHAIR + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:allocation": SEATS_FORM,
    "assessment:person_check": panel("panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR),
    "assessment:conflicts": panel("panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR),
    "assessment:seat_end": panel(
        "seat", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:declare_for": panel(
        "seat", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:disclose": Access("seat", ASSESSOR, methods=(GET, POST)),
    "assessment:invitation": Access("panel_invitation", EVERYONE, methods=(GET, POST)),
    "assessment:invitation_withdraw": Access("offered_seat", PROVINCE, methods=(POST,)),
    "assessment:posts": Access(opens=ASSESSOR + CHAIR, methods=(GET, POST)),
    "assessment:ties": Access(opens=PROVINCE + NATION, methods=(GET, POST)),
    "assessment:tie_end": Access("organisation_tie", PROVINCE + NATION, everywhere=NATION, methods=(POST,)),
    "assessment:hand_out": SEATS,
    "assessment:panel_close": panel(
        "panel", CHAIR, refuses=PROVINCE + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:panel_sealed": panel(
        "panel", AUDITOR, refuses=PROVINCE + CHAIR + NATION + DECIDER, methods=(GET, POST)
    ),
}
