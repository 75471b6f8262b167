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

NOT_SECRETARIAT = CHAIR + NATION + DECIDER + AUDITOR
"""Who sees the certificates of a province without handling them."""

ROUTES: dict[str, Access] = {
    # ---- certificates
    "ceremony:publish": panel("approved decision", (), refuses=PANEL_READERS, methods=(GET, POST)),
    "ceremony:certificates": panel("approved decision", PANEL_READERS),
    "ceremony:progress": panel("approved decision", PANEL_READERS),
    "ceremony:certificate_file": panel("certificate", PANEL_READERS),
    "ceremony:hold": panel("approved decision", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:release": panel("approved decision", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:reprint_failed": panel("approved decision", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:reprint": panel("certificate", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:printings": panel("certificate", PROVINCE, refuses=NOT_SECRETARIAT, methods=(GET, POST)),
    "ceremony:revoke": panel("certificate", PROVINCE, refuses=NOT_SECRETARIAT, methods=(GET, POST)),
    "ceremony:reissue": panel("certificate", PROVINCE, refuses=NOT_SECRETARIAT, methods=(GET, POST)),
    "ceremony:request": Access("certificate request", DECIDER, PROVINCE + AUDITOR, methods=(GET, POST)),
}
