"""Addresses of the nominations app."""

from django.urls import path

from nominations.views import evidence, finding, queue, reading, submitting, uploading, verifying, writing

app_name = "nominations"
urlpatterns = [
    path("", reading.portfolio, name="list"),
    path("mulai/", reading.start, name="start"),
    path("tanda-terima/", submitting.receipt_check, name="receipt_check"),
    path("verifikasi/", queue.queue, name="verification_queue"),
    path("verifikasi/ekspor/", queue.export, name="export_queue"),
    path("angka/<slug:public_id>/", writing.save_figure, name="save_figure"),
    path("angka/<slug:public_id>/bukti/", evidence.cite_figure, name="cite_figure"),
    path("kelompok/<slug:public_id>/", writing.save_group, name="save_group"),
    path("kelompok/<slug:public_id>/bukti/", evidence.cite_group, name="cite_group"),
    path("regulasi/<slug:public_id>/", writing.save_regulation, name="save_regulation"),
    path("regulasi/<slug:public_id>/bukti/", evidence.cite_regulation, name="cite_regulation"),
    path("regulasi/<slug:public_id>/hapus/", writing.remove_regulation, name="remove_regulation"),
    path("uraian/<slug:public_id>/", writing.save_statement, name="save_statement"),
    path("uraian/<slug:public_id>/hapus/", writing.remove_statement, name="remove_statement"),
    path("unggahan/<slug:public_id>/", uploading.upload, name="upload"),
    path("unggahan/<slug:public_id>/batal/", uploading.cancel_upload, name="cancel_upload"),
    path("isian/<slug:public_id>/", writing.save_answer, name="save_answer"),
    path("bukti/<slug:public_id>/", evidence.view, name="evidence"),
    path("bukti/<slug:public_id>/halaman/<int:number>/", evidence.page_image, name="page_image"),
    path("bukti/<slug:public_id>/unduh/", evidence.download, name="download"),
    path("bukti/<slug:public_id>/ganti/", evidence.replace, name="replace"),
    path("bukti/<slug:public_id>/hapus/", evidence.detach, name="detach"),
    path("<slug:public_id>/", reading.nomination, name="nomination"),
    path("<slug:public_id>/bagian/<slug:section>/", writing.section, name="section"),
    path("<slug:public_id>/bagian/<slug:section>/regulasi/", writing.add_regulation, name="add_regulation"),
    path("<slug:public_id>/bagian/<slug:section>/uraian/", writing.add_statement, name="add_statement"),
    path("<slug:public_id>/berkas/", evidence.files, name="files"),
    path("<slug:public_id>/berkas/unggah/", uploading.begin_upload, name="begin_upload"),
    path("<slug:public_id>/periksa/", submitting.review, name="review"),
    path("<slug:public_id>/ajukan/", submitting.submit, name="submit"),
    path("<slug:public_id>/tarik/", submitting.withdraw, name="withdraw"),
    path("<slug:public_id>/tanda-terima/", submitting.receipt, name="receipt"),
    path("<slug:public_id>/verifikasi/", verifying.verify, name="verify"),
    path("<slug:public_id>/verifikasi/selesai/", verifying.finish, name="finish"),
    path(
        "<slug:public_id>/verifikasi/tidak-memenuhi/", verifying.declare_ineligible, name="declare_ineligible"
    ),
    path("<slug:public_id>/verifikasi/tidak-hadir/", verifying.mark_absent, name="mark_absent"),
    path("<slug:public_id>/verifikasi/angka/<slug:metric>/", verifying.judge, name="judge"),
    path("<slug:public_id>/verifikasi/isian/<slug:entry>/", verifying.judge_entry, name="judge_entry"),
    path("temuan/<slug:public_id>/", finding.finding, name="finding"),
    path("temuan/berkas/<slug:public_id>/", finding.finding_file, name="finding_file"),
    path("sanggahan/<slug:public_id>/", finding.objection, name="objection"),
    path("sanggahan/<slug:public_id>/berkas/", finding.objection_file, name="objection_file"),
    path("<slug:public_id>/verifikasi/tanya/", finding.ask, name="ask"),
    path("<slug:public_id>/verifikasi/kembalikan/", finding.give_back, name="give_back"),
    path("<slug:public_id>/sanggah/", finding.object_, name="object"),
    path("<slug:public_id>/verifikasi/pegang/", verifying.take, name="take"),
    path("<slug:public_id>/verifikasi/alihkan/", verifying.hand_over, name="hand_over"),
    path("<slug:public_id>/verifikasi/berita-acara/", verifying.minutes, name="minutes"),
]
