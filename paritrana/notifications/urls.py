"""Addresses of the notifications app."""

from django.urls import path

from paritrana.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("semua-dibaca/", views.open_all, name="open_all"),
    path("surat-keluar/", views.mails, name="mails"),
    path("surat-keluar/<slug:public_id>/kirim-lagi/", views.send_again, name="send_again"),
    path("<slug:public_id>/buka/", views.open_message, name="open"),
]
