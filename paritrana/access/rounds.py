"""Pages of rounds: promotion, dashboard, field check."""

from paritrana.access.table import AUDITOR, DECIDER, GET, NATION, POST, PROVINCE, Access, panel

ROUNDS = PROVINCE + NATION + DECIDER + AUDITOR

ROUTES: dict[str, Access] = {
    "assessment:rounds": Access(opens=ROUNDS),
    "assessment:export_rounds": Access(opens=ROUNDS),
    "assessment:round": panel("published round", ROUNDS),
    "ceremony:promotion": panel("published round", ROUNDS, methods=(GET, POST)),
}
