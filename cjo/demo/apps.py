"""The demo content: articles, cases and figures from public sources."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "cjo.demo"
    label = "demo"
