"""Dates of the desk in Chinese: a time has the name of its zone."""

DATETIME_FORMAT = "北京时间Y年n月j日 H:i"
