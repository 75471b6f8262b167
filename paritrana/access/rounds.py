"""Pages of rounds: promotion, dashboard, field check."""

from paritrana.access.table import AUDITOR, DECIDER, GET, NATION, POST, PROVINCE, Access, panel

ROUNDS = PROVINCE + NATION + DECIDER + AUDITOR

ROUTES: dict[str, Access] = {
    "ceremony:promotion": panel("published round", ROUNDS, methods=(GET, POST)),
}
