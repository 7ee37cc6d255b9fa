"""Numbers raised by hand when the same published text gives another output.

Outputs of a former number are made anew: see docs/decisions/0010.
"""

# The stored HTML: raise it with a change of the Markdown, the sanitiser, the tree, or
# the templates and words of embeds; then `manage.py setup` renders all texts again
RENDERER = 16
# The PDF: with a change of its templates, words, faces, or of how the tree is printed
PDF_FORMAT = 11
# The entries of feeds: subscribers then fetch all feeds anew
FEED_FORMAT = 15
