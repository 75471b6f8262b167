"""Addresses of the ceremony app."""

from django.urls import URLPattern

app_name = "ceremony"
urlpatterns: list[URLPattern] = []
