"""What lies on the desk of the round in verification: findings, a recap, a field check, an objection. All invented."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from nominations import actions
from nominations.actions import drawing, field, recap_work, visiting
from nominations.actions import recap as recaps
from nominations.models import FieldAnswer, FieldCheck, FieldSample, Nomination
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.demo import evidence
from paritrana.lib.permissions import Actor
from paritrana.programme.models import Category, Round


def questions(asked: Nomination, answered: Nomination, by: Actor) -> None:
    """A finding that waits for its nominee, and one that was answered with a file."""
    actions.ask(
        asked,
        item="informal",
        title="Pekerja bukan penerima upah",
        text="Contoh: jumlah peserta pada lampiran tidak sama dengan angka yang diklaim. Mohon dijelaskan.",
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


def recap(round_: Round, nominations: list[Nomination], by: Actor) -> None:
    """A recap that agrees with every claim but one, whose region is asked; one row names nobody that is known."""
    year = round_.edition.period_end.year
    lines = ["kode_wilayah,npp,npwp,nama,segmen,periode,peserta,jumlah"]
    for place, nomination in enumerate(nominations):
        for segment, metric in (("PU", "formal"), ("BPU", "informal")):
            figure = nomination.figures.get(metric=metric)
            less = figure.covered // 10 if (place, segment) == (1, "BPU") else 0
            region = nomination.region.code
            lines.append(f"{region},,,,{segment},{year}-12,{figure.covered - less},{figure.total}")
    lines.append(f",,,Contoh tanpa kode,PU,{year}-12,10,20")
    upload = SimpleUploadedFile("rekap-bpjs-contoh.csv", "\n".join(lines).encode())
    brought = recaps.bring(round_, upload=upload, as_of=date(year, 12, 31), by=by)
    recap_work.work_on(brought.pk)
    recaps.load(brought, by=by)
    recap_work.work_on(brought.pk)


def sample(round_: Round, category: Category, by: Actor) -> FieldSample:
    """Two are drawn, before any verification ends."""
    return drawing.draw(
        round_,
        category,
        seed="Contoh: undian terbuka 40-17-03",
        published_in="Contoh: papan pengumuman panitia, nomor 12",
        by=by,
    )


def assign(check: FieldCheck, by: Actor, on: date) -> FieldCheck:
    """The secretariat goes itself on that day."""
    return field.assign(check, to=User.objects.get(pk=by.user_id), visit_on=on, keeps_place=False, by=by)


def visit(check: FieldCheck, by: Actor, on: date) -> None:
    """It has gone there, and found everything."""
    check = assign(check, by, on)
    for entry in check.entries.all():
        visiting.write_down(entry, changes={"answer": FieldAnswer.FOUND}, version=entry.version, by=by)
    field.complete(check, by=by)


def objection(nomination: Nomination) -> None:
    """The nominee objects to the outcome of its verification; it waits for an answer."""
    ground = "Contoh: angka pekerja penerima upah telah kami perbarui dengan rekap Desember."
    recap = evidence.upload("rekap-desember-contoh.pdf", "Rekap Desember (contoh)", [[ground]])
    actions.file_objection(nomination, ground=ground, upload=recap, by=nominee_of(nomination))


def nominee_of(nomination: Nomination) -> Actor:
    """Who drafted the nomination."""
    return actor_of(nomination.created_by)
