"""The demo content: facts from public sources, with where they come from."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "cjo.demo"
    label = "demo"
