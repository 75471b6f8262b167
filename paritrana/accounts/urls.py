"""Addresses of the accounts app."""

from django.urls import path

from paritrana.accounts import views

app_name = "accounts"
urlpatterns = [
    path("orang/", views.people, name="people"),
    path("orang/undang/", views.invite, name="invite"),
    path("peran/<str:public_id>/akhiri/", views.end_role, name="end_role"),
    path("undangan/<str:public_id>/", views.accept, name="accept"),
]
