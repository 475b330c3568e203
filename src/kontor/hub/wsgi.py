"""The door of the web server: `gunicorn kontor.hub.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.hub.settings")

application = get_wsgi_application()
