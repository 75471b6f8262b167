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
    "assessment:compare": panel("snapshot", PANEL_READERS),
    "assessment:differences": panel("newer snapshot", PANEL_READERS),
    "assessment:annex": panel(
        "snapshot", PROVINCE + NATION + DECIDER + AUDITOR, refuses=CHAIR, methods=(POST,)
    ),
    "assessment:recount": panel(
        "snapshot", PROVINCE + NATION + DECIDER + AUDITOR, refuses=CHAIR, methods=(POST,)
    ),
    "assessment:analysis": panel(
        "snapshot", PROVINCE + NATION + DECIDER + AUDITOR, refuses=CHAIR, methods=(POST,)
    ),
    "assessment:job": panel("ranking job", PANEL_READERS),
    "assessment:job_progress": panel("ranking job", PANEL_READERS),
    "assessment:signoff": EXPORT,
    "assessment:signoff_sign": panel(
        "snapshot", AUDITOR, refuses=PROVINCE + CHAIR + NATION + DECIDER, methods=(GET, POST)
    ),
    "assessment:signoff_return": panel(
        "snapshot", AUDITOR, refuses=PROVINCE + CHAIR + NATION + DECIDER, methods=(GET, POST)
    ),
    "assessment:explain": panel(
        "snapshot nomination", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,)
    ),
    "assessment:invite": panel(
        "snapshot", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:rehearse": panel(
        "closed panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,)
    ),
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
