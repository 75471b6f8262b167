"""Addresses of the documents app."""

from django.urls import path

from paritrana.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.runs, name="runs"),
    path("contoh-cetak/", views.probe, name="probe"),
    path("<slug:public_id>/", views.run, name="run"),
    path("<slug:public_id>/kemajuan/", views.progress, name="progress"),
    path("<slug:public_id>/unduh/", views.download, name="download"),
    path("<slug:public_id>/ulangi/", views.retry, name="retry"),
]
