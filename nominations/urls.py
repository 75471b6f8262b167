"""Addresses of the nominations app."""

from django.urls import path

from nominations.views import reading

app_name = "nominations"
urlpatterns = [
    path("<slug:public_id>/", reading.nomination, name="nomination"),
]
