"""Pages of rounds: promotion, dashboard, field check."""

from paritrana.access.table import AUDITOR, DECIDER, GET, NATION, POST, PROVINCE, Access, filed, panel

ROUNDS = PROVINCE + NATION + DECIDER + AUDITOR

CHECKED = PROVINCE + NATION + AUDITOR
"""Who reads a field check while verification runs."""
SENT = filed("field check", PROVINCE, refuses=NATION + AUDITOR, methods=(GET, POST))

ROUTES: dict[str, Access] = {
    "assessment:rounds": Access(opens=ROUNDS),
    "assessment:export_rounds": Access(opens=ROUNDS),
    "assessment:round": panel("published round", ROUNDS),
    "nominations:field_checks": panel("provincial round", CHECKED),
    "nominations:draw_sample": panel(
        "drawn category", PROVINCE, refuses=NATION + AUDITOR, methods=(GET, POST)
    ),
    "nominations:sample_list": panel("sample", CHECKED),
    "nominations:field_check": filed("field check", CHECKED),
    "nominations:assign_field_check": SENT,
    "nominations:call_off_field_check": SENT,
    "nominations:save_field_entry": filed("field entry", PROVINCE, refuses=NATION + AUDITOR, methods=(POST,)),
    "nominations:add_field_photos": filed("field check", PROVINCE, refuses=NATION + AUDITOR, methods=(POST,)),
    "nominations:begin_field_photo": filed(
        "field check", PROVINCE, refuses=NATION + AUDITOR, methods=(POST,)
    ),
    "nominations:complete_field_check": filed(
        "field check", PROVINCE, refuses=NATION + AUDITOR, methods=(POST,)
    ),
    "nominations:field_photo": filed("field photo", CHECKED),
    "nominations:remove_field_photo": filed(
        "field photo", PROVINCE, refuses=NATION + AUDITOR, methods=(POST,)
    ),
    "ceremony:promotion": panel("published round", ROUNDS, methods=(GET, POST)),
}
