"""A respondent without scripts: reads the form of a page, fills it in, sends it, follows where it leads."""

import re
from dataclasses import dataclass, field
from html import unescape

ASKED = re.compile(r'name="asked" value="([^"]*)"')
PAGE = re.compile(r'name="page" value="([^"]*)"')
TEXT = re.compile(r"<[^>]+>")


@dataclass
class Respondent:
    """Holds the page that was answered last: `status`, `html`, `key` (its page), `asked` (its questions)."""

    client: object
    address: str
    status: int = 0
    html: str = ""
    location: str = ""
    shown: dict = field(default_factory=dict)

    def look(self, page=""):
        return self.took(self.client.get(f"{self.address}?page={page}" if page else self.address))

    def send(self, go="next", answers=None, **more):
        """Send the form as it stands with these answers by cell; `files` among them as they are."""
        data = {"page": self.key, "asked": self.asked, "go": go, **more}
        data |= {f"a:{cell}": value for cell, value in {**self.filled, **(answers or {})}.items()}
        response = self.client.post(self.address, data)
        if response.status_code == 303:
            self.location = response.headers["Location"]
            response = self.client.get(self.location)
        return self.took(response)

    def took(self, response):
        self.status, self.html = response.status_code, response.content.decode()
        return self

    @property
    def key(self):
        found = PAGE.search(self.html)
        return unescape(found[1]) if found else ""

    @property
    def asked(self):
        return [unescape(one) for one in ASKED.findall(self.html)]

    @property
    def filled(self):
        """What stands in the inputs of the page, as a browser would send it back."""
        found = {}
        for tag in re.findall(r"<input[^>]*>", self.html):
            name, value = re.search(r'name="a:([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
            if (
                name
                and 'type="file"' not in tag
                and ("checked" in tag or ('type="radio"' not in tag and 'type="checkbox"' not in tag))
            ):
                found[unescape(name[1])] = unescape(value[1]) if value else ""
        for name, value in re.findall(
            r'<textarea[^>]*name="a:([^"]+)"[^>]*>\n?(.*?)</textarea>', self.html, re.DOTALL
        ):
            found[unescape(name)] = unescape(value)
        for name, options in re.findall(
            r'<select[^>]*name="a:([^"]+)"[^>]*>(.*?)</select>', self.html, re.DOTALL
        ):
            chosen = re.search(r'value="([^"]*)" selected', options)
            found[unescape(name)] = unescape(chosen[1]) if chosen else ""
        return found

    @property
    def words(self):
        return " ".join(unescape(TEXT.sub(" ", self.html)).split())


def respondent(client, invitation):
    return Respondent(client, f"/surveys/answer/{invitation.token}/")


def begun(client, invitation):
    one = respondent(client, invitation).look()
    return one.send("begin")
