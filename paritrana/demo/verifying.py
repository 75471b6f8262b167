"""What lies on the desk of the round in verification: a finding asked, one answered, and an objection. All invented."""

from nominations import actions
from nominations.models import Nomination
from paritrana.accounts.queries import actor_of
from paritrana.demo import evidence
from paritrana.lib.permissions import Actor


def questions(asked: Nomination, answered: Nomination, by: Actor) -> None:
    """A finding that waits for its nominee, and one that was answered with a file."""
    actions.ask(
        asked,
        item="informal",
        title="Pekerja bukan penerima upah",
        text="Contoh: jumlah peserta pada lampiran tidak sama dengan angka yang diajukan. Mohon dijelaskan.",
        by=by,
    )
    finding = actions.ask(
        answered,
        item="formal",
        title="Pekerja penerima upah",
        text="Contoh: apakah jumlah ini termasuk pekerja di luar wilayah?",
        by=by,
    )
    paper = evidence.upload("jawaban-contoh.pdf", "CONTOH - jawaban temuan", [["Tidak termasuk. Rekaan."]])
    actions.answer(
        finding,
        text="Contoh: tidak, hanya yang bekerja di wilayah kami.",
        upload=paper,
        by=nominee_of(answered),
    )


def objection(nomination: Nomination) -> None:
    """The nominee objects to the outcome of its verification; it waits for an answer."""
    ground = "Contoh: angka pekerja penerima upah telah kami perbarui dengan rekap Desember."
    actions.file_objection(nomination, ground=ground, by=nominee_of(nomination))


def nominee_of(nomination: Nomination) -> Actor:
    """Who drafted the nomination."""
    return actor_of(nomination.created_by)
