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
    "ceremony:sheets": panel("approved decision", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:hold": panel("approved decision", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:release": panel("approved decision", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:reprint_failed": panel("approved decision", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:thank": panel("approved decision", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:reprint": panel("certificate", PROVINCE, refuses=NOT_SECRETARIAT, methods=(POST,)),
    "ceremony:printings": panel("certificate", PROVINCE, refuses=NOT_SECRETARIAT, methods=(GET, POST)),
    "ceremony:revoke": panel("certificate", PROVINCE, refuses=NOT_SECRETARIAT, methods=(GET, POST)),
    "ceremony:reissue": panel("certificate", PROVINCE, refuses=NOT_SECRETARIAT, methods=(GET, POST)),
    "ceremony:request": Access("certificate request", DECIDER, PROVINCE + AUDITOR, methods=(GET, POST)),
    # ---- ceremonies
    "ceremony:ceremonies": Access(opens=PROVINCE + NATION),
    "ceremony:books": Access(opens=PROVINCE + NATION, methods=(GET, POST)),
    "ceremony:plan": Access(opens=PROVINCE + NATION, methods=(GET, POST)),
    "ceremony:ceremony": Access("ceremony", PROVINCE + DECIDER + AUDITOR),
    **{
        f"ceremony:{name}": Access("ceremony", PROVINCE, DECIDER + AUDITOR, methods=(GET, POST))
        for name in ("postpone", "held", "cancel")
    },
    "ceremony:minutes": Access("ceremony", (), PROVINCE + DECIDER + AUDITOR, methods=(GET, POST)),
    **{
        f"ceremony:{name}": Access("ceremony", PROVINCE, DECIDER + AUDITOR, methods=(POST,))
        for name in ("bring_in", "invite", "paper")
    },
    "ceremony:add_photo": Access("ceremony", (), PROVINCE + DECIDER + AUDITOR, methods=(GET, POST)),
    "ceremony:photo": Access("ceremony photo", PROVINCE + DECIDER + AUDITOR),
    "ceremony:remove_photo": Access("ceremony photo", PROVINCE, DECIDER + AUDITOR, methods=(POST,)),
    "ceremony:handover": Access("handover", PROVINCE, DECIDER + AUDITOR, methods=(GET, POST)),
    "ceremony:move": Access("handover", PROVINCE, DECIDER + AUDITOR, methods=(POST,)),
    "ceremony:promise": Access("handover", PROVINCE, DECIDER + AUDITOR, methods=(POST,)),
    "ceremony:prize": Access("prize", PROVINCE, DECIDER + AUDITOR, methods=(GET, POST)),
    "ceremony:guest": Access("guest", PROVINCE, DECIDER + AUDITOR, methods=(POST,)),
}
