"""Pages of publication and certificates."""

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

ROUTES: dict[str, Access] = {
    # ---- certificates
    "ceremony:publish": panel("approved decision", (), refuses=PANEL_READERS, methods=(GET, POST)),
    "ceremony:certificates": panel("approved decision", PANEL_READERS),
    "ceremony:progress": panel("approved decision", PANEL_READERS),
    "ceremony:certificate_file": panel("certificate", PANEL_READERS),
    "ceremony:reprint": panel(
        "certificate", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,)
    ),
    "ceremony:revoke": panel(
        "certificate", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "ceremony:reissue": panel(
        "certificate", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
}
