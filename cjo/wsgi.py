"""The entry point of a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from cjo.server import exempt_loaded_from_collection, load_everything

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
application = get_wsgi_application()
# before gunicorn forks, so that the workers share the memory
load_everything()
exempt_loaded_from_collection()
