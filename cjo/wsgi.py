"""Where a server finds the site."""

import os

from django.core.wsgi import get_wsgi_application

from cjo.server import load_everything, exempt_loaded_from_collection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
application = get_wsgi_application()
load_everything()
exempt_loaded_from_collection()
