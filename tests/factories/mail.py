"""Where mail goes in a test that lets it leave."""

from email import message_from_bytes, policy


class Box:
    """A mail server's inbox that does not have the addresses in `unknown`."""

    def __init__(self):
        self.mails = []
        self.unknown = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.unknown:
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        return "250 taken"

    @property
    def read(self):
        return {one.rcpt_tos[0]: message_from_bytes(one.content, policy=policy.default) for one in self.mails}


def server_at(port):
    """Django's mailers for a server on this machine."""
    options = {"host": "127.0.0.1", "port": port}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
