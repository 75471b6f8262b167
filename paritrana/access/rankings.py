"""Pages of rankings and decisions."""

from paritrana.access.table import (
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

EXPORT = panel("snapshot", PROVINCE + NATION + DECIDER + AUDITOR, refuses=CHAIR)

ROUTES: dict[str, Access] = {
    # ---- ranking and decision
    "assessment:snapshot_take": panel(
        "closed panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,)
    ),
    "assessment:rankings": Access(opens=PANEL_READERS),
    "assessment:ranking": panel("snapshot", PANEL_READERS),
    "assessment:why": panel("snapshot nomination", PANEL_READERS),
    "assessment:pack": EXPORT,
    "assessment:shortlist_csv": EXPORT,
    "assessment:shortlist": panel(
        "snapshot kind", PROVINCE + NATION + DECIDER + AUDITOR, refuses=CHAIR, methods=(POST,)
    ),
    "assessment:decision_prepare": panel(
        "snapshot", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:decisions": Access(opens=PANEL_READERS),
    "assessment:decision": panel("decision", PANEL_READERS),
    "assessment:decision_withdraw": panel(
        "decision", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "ceremony:decision": panel(
        "decision", DECIDER, refuses=PROVINCE + CHAIR + NATION + AUDITOR, methods=(GET, POST)
    ),
}
