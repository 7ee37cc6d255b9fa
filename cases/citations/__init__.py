"""Laws and their articles as cited in a text. Knows no Django."""
