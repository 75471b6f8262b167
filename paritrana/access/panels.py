"""Pages of the panel, its seats and its score sheets."""

from paritrana.access.table import (
    ASSESSOR,
    AUDITOR,
    CHAIR,
    DECIDER,
    GET,
    NATION,
    PANEL_READERS,
    POST,
    PROVINCE,
    Access,
    panel,
)

SEATS = panel("panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,))

ROUTES: dict[str, Access] = {
    # ---- the panel and its sheets
    "assessment:home": Access(opens=ASSESSOR + CHAIR),
    "assessment:queue": Access("seat", ASSESSOR),
    "assessment:declare": Access("seat nomination", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet": Access("sheet", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet_save": Access("sheet", ASSESSOR, methods=(POST,)),
    "assessment:sheet_sign": Access("sheet", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet_page": Access("sheet page", ASSESSOR),
    "assessment:sheet_original": Access("sheet evidence", ASSESSOR),
    "assessment:sheet_reopen": Access("signed sheet", CHAIR, methods=(GET, POST)),
    "assessment:panels": Access(opens=PANEL_READERS),
    "assessment:panel_found": Access(opens=PROVINCE + NATION, methods=(POST,), unnamed=True),
    "assessment:panel": panel("panel", PANEL_READERS),
    "assessment:seat_give": SEATS,
    "assessment:hand_out": SEATS,
    "assessment:panel_close": panel(
        "panel", CHAIR, refuses=PROVINCE + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:panel_sealed": panel(
        "panel", AUDITOR, refuses=PROVINCE + CHAIR + NATION + DECIDER, methods=(GET, POST)
    ),
}
