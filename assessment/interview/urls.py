"""Addresses of interviews: schedule, room, pad, invitation."""

from django.urls import path

from assessment.views import dossier, invitation, pad, pulse, room, schedule, slides

urlpatterns = [
    path("panel/<slug:public_id>/wawancara/", schedule.schedule, name="schedule"),
    path("panel/<slug:public_id>/wawancara/ruang/", schedule.add_room, name="room_add"),
    path("panel/<slug:public_id>/wawancara/sesi/", schedule.plan_session, name="session_plan"),
    path("panel/<slug:public_id>/wawancara/usulkan/", schedule.propose, name="propose"),
    path("panel/<slug:public_id>/wawancara/tempatkan/<slug:nomination>/", schedule.appoint, name="appoint"),
    path("panel/<slug:public_id>/wawancara/kalender.ics", schedule.calendar, name="panel_calendar"),
    path("wawancara/<slug:public_id>/pindah/", schedule.move, name="interview_move"),
    path("wawancara/<slug:public_id>/tukar/", schedule.swap, name="interview_swap"),
    path("wawancara/<slug:public_id>/tunda/", schedule.take_off, name="interview_off"),
    path("wawancara/<slug:public_id>/mulai/", room.start, name="interview_start"),
    path("wawancara/<slug:public_id>/ungkap/", room.reveal, name="interview_reveal"),
    path("wawancara/<slug:public_id>/selesai/", room.finish, name="interview_finish"),
    path("wawancara/<slug:public_id>/batal-tampil/", room.call_off, name="interview_call_off"),
    path("wawancara/<slug:public_id>/kehadiran/", room.attendance, name="attendance"),
    path("wawancara/<slug:public_id>/pertanyaan/", room.question, name="question"),
    path("wawancara/<slug:public_id>/paparan/", slides.presentation, name="presentation"),
    path("wawancara/<slug:public_id>/paparan/tayang/", slides.slides, name="slides"),
    path("wawancara/<slug:public_id>/paparan/<int:page>/", slides.slide, name="slide"),
    path("wawancara/<slug:public_id>/berkas/", dossier.dossier, name="dossier"),
    path(
        "wawancara/<slug:public_id>/berkas/<slug:evidence>/<int:page>/",
        dossier.page_image,
        name="dossier_page",
    ),
    path("wawancara/<slug:public_id>/berkas/<slug:evidence>/", dossier.original, name="dossier_original"),
    path("wawancara/<slug:public_id>/undangan/", invitation.invitation, name="interview_invitation"),
    path("wawancara/<slug:public_id>/undangan/paparan/", invitation.present, name="present"),
    path("wawancara/<slug:public_id>/undangan/kalender.ics", invitation.calendar, name="invitation_calendar"),
    path("ruang/<slug:public_id>/", room.room, name="room"),
    path("ruang/<slug:public_id>/lembar/", pad.pad, name="pad"),
    path("ruang/<slug:public_id>/lembar/ubah/", pad.change, name="score_change"),
    path("ruang/<slug:public_id>/pimpinan/", room.hand_over, name="hand_over"),
    path("ruang/<slug:public_id>/tutup/", room.close, name="session_close"),
    path("ruang/<slug:public_id>/harian/", schedule.day_sheet, name="day_sheet"),
    path("ruang/denyut/<str:token>/", pulse.pulse, name="pulse"),
]
