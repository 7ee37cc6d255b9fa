"""Redaction: the door that the law makes open in what was published for ever.

A chief editor names strings, such as a person's name, and versions. `places` lists all
that contains them, `withholding` replaces it in one transaction.
"""
