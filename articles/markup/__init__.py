"""Markdown to sanitised HTML. It knows no database, and runs in a limited process."""
