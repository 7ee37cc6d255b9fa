"""Amounts of money, as a language writes them."""

from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency

from cjo.lib.languages import get_language
from cjo.lib.passages import is_right_to_left


def format_amount(value: str, currency: str, language: str) -> str:
    amount = Decimal(value)
    # "CN¥3,500", as courts write it, rather than "CN¥3,500.00"
    whole = amount == amount.to_integral_value()
    locale = Locale.parse(get_language(language).locale)
    pattern = locale.currency_formats["standard"].pattern
    written = format_currency(
        amount.to_integral_value() if whole else amount,
        currency,
        locale=locale,
        currency_digits=not whole,
        format=pattern.replace(".00", "") if whole else None,
    )
    # among Arabic letters the last sign would move to the other side: $HK
    return f"{written}\N{LEFT-TO-RIGHT MARK}" if is_right_to_left(language) else written
