"""Addresses of the ceremony app."""

from django.urls import URLPattern, path

from ceremony.views import award, ceremony, certificate, promotion, public, request

app_name = "ceremony"

# What anyone may read: the archive, regions, search. The CSV of a list stands beside it.
CSV = {"as_csv": True}
public_pages: list[URLPattern] = [
    path("arsip/", public.archive, name="archive"),
    path("arsip/<int:number>/", public.archive_edition, name="archive_edition"),
    path("arsip/<int:number>/penghargaan.csv", public.archive_edition, CSV, name="archive_edition_csv"),
    path("arsip/<int:number>/finalis/", public.archive_finalists, name="archive_finalists"),
    path("arsip/<int:number>/finalis.csv", public.archive_finalists, CSV, name="archive_finalists_csv"),
    path("wilayah/<str:code>/", public.region, name="region"),
    path("wilayah/<str:code>/penghargaan.csv", public.region, CSV, name="region_csv"),
    path("cari/", public.search, name="search"),
    path("cari/penghargaan.csv", public.search, CSV, name="search_csv"),
]

# From the approved decision to the certificate that anyone can check.
certificate_pages: list[URLPattern] = [
    path("hasil/", award.results, name="results"),
    path("promosi/<str:public_id>/", promotion.promotion, name="promotion"),
    path("penetapan/<str:public_id>/", award.decision, name="decision"),
    path("penetapan/<str:public_id>/umumkan/", award.publish, name="publish"),
    path("penetapan/<str:public_id>/piagam/", award.certificates, name="certificates"),
    path("penetapan/<str:public_id>/piagam/kemajuan/", award.progress, name="progress"),
    path("piagam/<str:public_id>/berkas/", award.certificate_file, name="certificate_file"),
    path("penetapan/<str:public_id>/piagam/lembar/", award.sheets, name="sheets"),
    path("penetapan/<str:public_id>/piagam/tahan/", award.hold, name="hold"),
    path("penetapan/<str:public_id>/piagam/lanjutkan/", award.release, name="release"),
    path("penetapan/<str:public_id>/piagam/ulangi/", award.reprint_failed, name="reprint_failed"),
    path("penetapan/<str:public_id>/piagam/terima-kasih/", award.thank, name="thank"),
    path("piagam/<str:public_id>/cetak/", request.reprint, name="reprint"),
    path("piagam/<str:public_id>/cetakan/", request.printings, name="printings"),
    path("piagam/<str:public_id>/cabut/", request.revoke, name="revoke"),
    path("piagam/<str:public_id>/ganti/", request.reissue, name="reissue"),
    path("permintaan/<str:public_id>/", request.answer, name="request"),
    path("periksa/", certificate.check, name="check"),
    path("periksa/<str:code>.json", certificate.check_json, name="check_json"),
    path("periksa/<str:code>/", certificate.check_code, name="check_code"),
]

# Where the honours are handed over.
ceremony_pages: list[URLPattern] = [
    path("acara/", ceremony.ceremonies, name="ceremonies"),
    path("acara/buku/", ceremony.books, name="books"),
    path("acara/baru/", ceremony.plan, name="plan"),
    path("acara/<str:public_id>/", ceremony.ceremony, name="ceremony"),
    path("acara/<str:public_id>/tunda/", ceremony.postpone, name="postpone"),
    path("acara/<str:public_id>/laksana/", ceremony.held, name="held"),
    path("acara/<str:public_id>/batal/", ceremony.cancel, name="cancel"),
    path("acara/<str:public_id>/risalah/", ceremony.minutes, name="minutes"),
    path("acara/<str:public_id>/urutan/", ceremony.bring_in, name="bring_in"),
    path("acara/<str:public_id>/tamu/", ceremony.invite, name="invite"),
    path("acara/<str:public_id>/cetak/", ceremony.paper, name="paper"),
    path("acara/<str:public_id>/foto/", ceremony.add_photo, name="add_photo"),
    path("foto-acara/<str:public_id>/", ceremony.photo, name="photo"),
    path("foto-acara/<str:public_id>/hapus/", ceremony.remove_photo, name="remove_photo"),
    path("penyerahan/<str:public_id>/", ceremony.handover, name="handover"),
    path("penyerahan/<str:public_id>/pindah/", ceremony.move, name="move"),
    path("penyerahan/<str:public_id>/hadiah/", ceremony.promise, name="promise"),
    path("hadiah/<str:public_id>/", ceremony.prize, name="prize"),
    path("tamu/<str:public_id>/", ceremony.guest, name="guest"),
]

urlpatterns: list[URLPattern] = [*public_pages, *certificate_pages, *ceremony_pages]
