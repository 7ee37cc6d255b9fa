"""Where a server finds the site."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
application = get_wsgi_application()

# What is loaded by now stays for ever: to look through it for garbage again and again
# costs some requests eighty milliseconds, and workers the memory that they share
gc.collect()
gc.freeze()
gc.set_threshold(5_000, 4, 1_000)
