"""Where mail goes in a test that lets it leave."""


def server_at(port):
    """Django's mailers for a server on this machine."""
    options = {"host": "127.0.0.1", "port": port}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
