"""Addresses of the assessment app."""

from django.urls import path

from assessment.views import decision, disclosure, panel, queue, ranking, seat, sheet

app_name = "assessment"
urlpatterns = [
    path("", queue.home, name="home"),
    path("kursi/<slug:public_id>/", queue.queue, name="queue"),
    path("kursi/<slug:public_id>/benturan/<slug:nomination>/", queue.declare, name="declare"),
    path("lembar/<slug:public_id>/", sheet.sheet, name="sheet"),
    path("lembar/<slug:public_id>/simpan/", sheet.save, name="sheet_save"),
    path("lembar/<slug:public_id>/tandatangan/", sheet.sign, name="sheet_sign"),
    path("lembar/<slug:public_id>/nanti/", sheet.skip, name="sheet_skip"),
    path("lembar/<slug:public_id>/tidak-menilai/", sheet.abstain, name="sheet_abstain"),
    path("lembar/<slug:public_id>/bukti/<slug:evidence>/<int:page>/", sheet.page_image, name="sheet_page"),
    path("lembar/<slug:public_id>/bukti/<slug:evidence>/", sheet.original, name="sheet_original"),
    path("lembar/<slug:public_id>/buka/", panel.reopen, name="sheet_reopen"),
    path("panel/", panel.panels, name="panels"),
    path("panel/bentuk/", panel.found, name="panel_found"),
    path("panel/<slug:public_id>/", panel.panel, name="panel"),
    path("panel/<slug:public_id>/surat/", seat.letter, name="panel_letter"),
    path("panel/<slug:public_id>/kursi/", seat.give_seat, name="seat_give"),
    path("panel/<slug:public_id>/periksa/", seat.check, name="person_check"),
    path("panel/<slug:public_id>/benturan/", disclosure.conflict_list, name="conflicts"),
    path("kursi/<slug:public_id>/akhiri/", seat.end_seat, name="seat_end"),
    path("kursi/<slug:public_id>/benturan/", disclosure.declare_for, name="declare_for"),
    path("kursi/<slug:public_id>/pernyataan/", disclosure.disclose, name="disclose"),
    path("undangan/<slug:public_id>/", seat.invitation, name="invitation"),
    path("undangan/<slug:public_id>/cabut/", seat.withdraw, name="invitation_withdraw"),
    path("jabatan/", disclosure.posts, name="posts"),
    path("instansi-terkait/", disclosure.organisation_ties, name="ties"),
    path("instansi-terkait/<slug:public_id>/akhiri/", disclosure.end_tie, name="tie_end"),
    path("panel/<slug:public_id>/bagikan/", panel.hand_out, name="hand_out"),
    path("panel/<slug:public_id>/tutup/", panel.close, name="panel_close"),
    path("panel/<slug:public_id>/tersegel/", panel.sealed, name="panel_sealed"),
    path("panel/<slug:public_id>/potret/", ranking.take, name="snapshot_take"),
    path("peringkat/", ranking.rankings, name="rankings"),
    path("peringkat/<slug:public_id>/", ranking.ranking, name="ranking"),
    path("peringkat/<slug:public_id>/mengapa/<slug:nomination>/", ranking.why, name="why"),
    path("peringkat/<slug:public_id>/paket/", ranking.pack, name="pack"),
    path("peringkat/<slug:public_id>/csv/", ranking.as_csv, name="shortlist_csv"),
    path("peringkat/<slug:public_id>/unduh/<slug:kind>/", ranking.download, name="shortlist"),
    path("peringkat/<slug:public_id>/keputusan/", decision.prepare, name="decision_prepare"),
    path("keputusan/", decision.decisions, name="decisions"),
    path("keputusan/<slug:public_id>/", decision.decision, name="decision"),
    path("keputusan/<slug:public_id>/tarik/", decision.withdraw, name="decision_withdraw"),
]
