"""Addresses of cases, collections, overviews and courts, in every language."""

from django.urls import path

urlpatterns: list[object] = []
