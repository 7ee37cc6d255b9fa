"""Accounts: how people come in at the desk, and what of it is logged."""
