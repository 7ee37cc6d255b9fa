"""The entry point of a WSGI server."""

import os
from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cjo.serving.buffering import Buffering
from cjo.serving.preparation import exempt_loaded_from_collection, load_everything

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
application: WSGIApplication = Buffering(
    get_wsgi_application(), threads=settings.WEB_THREADS
)
if not settings.DEBUG:  # a template that is edited would not be seen
    from cjo.serving.stored_pages import StoredPages  # it reads the models

    application = StoredPages(application)
# before the server forks, so that the workers share the memory
load_everything()
exempt_loaded_from_collection()
