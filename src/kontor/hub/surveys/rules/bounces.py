"""Reads what mail servers say of letters that we sent: not delivered (RFC 3464), delayed, or complained about (RFC 5965).

A message that says none of this is no report: an answer from a person, an automatic reply, anything else. Nothing in a report
is trusted for more than finding the letter: by its own Message-ID, or by the address where a server did not return that.
"""

import re
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.parser import BytesParser
from enum import StrEnum
from itertools import islice

LARGEST = 2 * 2**20
MOST_PARTS = 200
LONGEST_REASON = 250

MESSAGE_ID = re.compile(rb"^message-id:[ \t\r\n]*(<[^<>\s]{3,250}>)", re.IGNORECASE | re.MULTILINE)
MAILBOX_LINE = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\r\n]*\r?\n")
MOST_MESSAGES = 5000
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")


class Said(StrEnum):
    """What became of a letter."""

    FAILED = "failed"
    DELAYED = "delayed"
    COMPLAINED = "complained"


@dataclass(frozen=True, slots=True)
class Report:
    """One report: of which letters (Message-IDs without brackets), to which addresses, and why in the server's words."""

    said: Said
    letters: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    status: str = ""
    reason: str = ""


def messages_in(raw: bytes) -> list[bytes]:
    """The messages of a mailbox file (mbox), or the only one of a file that is a message.

    >>> messages_in(b"From a@b Mon Oct 29 09:00:00 2018\\nSubject: 1\\n\\nx\\n\\nFrom c@d Mon\\nSubject: 2\\n\\n>From y\\n")
    [b'Subject: 1\\n\\nx', b'Subject: 2\\n\\nFrom y\\n']
    """
    if not raw.startswith(b"From "):
        return [raw] if raw.strip() else []
    found = islice((one for one in MAILBOX_LINE.split(raw) if one.strip()), MOST_MESSAGES)
    return [re.sub(rb"(?m)^>(>*From )", rb"\1", one) for one in found]


def read_report(raw: bytes) -> Report | None:
    """The report that a message is, or None. Never fails, whatever the bytes; reads at most two megabytes of it."""
    raw = raw[:LARGEST]
    try:
        message = BytesParser(policy=policy.default.clone(raise_on_defect=False)).parsebytes(raw)
        parts = list(islice(message.walk(), MOST_PARTS))
        content = message.get_content_type()
        if content == "multipart/report" or any(
            part.get_content_type() in ("message/delivery-status", "message/feedback-report")
            for part in parts
        ):
            return _by_the_standard(raw, parts)
        return _by_qmail(raw, message)
    except Exception:  # the parser fails in many ways on hostile bytes, and such a message says nothing
        return None


def _by_the_standard(raw: bytes, parts: list[EmailMessage]) -> Report | None:
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            fields = _fields(part)
            addresses = tuple(_address(value) for name, value in fields if name == "original-rcpt-to")
            return Report(
                Said.COMPLAINED, _letters(raw), _known(addresses), reason=_value(fields, "feedback-type")
            )
        if part.get_content_type() == "message/delivery-status":
            found = _delivery(raw, part)
            if found is not None:
                return found
    return None


def _delivery(raw: bytes, part: EmailMessage) -> Report | None:
    """One report about the recipients whose letter failed, or, where none failed, about those whose letter waits."""
    by_action: dict[str, list[list[tuple[str, str]]]] = {}
    for block in _blocks(part):
        action = _value(block, "action").split(" ")[0].casefold()
        by_action.setdefault(action, []).append(block)
    for action, said in (("failed", Said.FAILED), ("delayed", Said.DELAYED)):
        if action in by_action:
            blocks = by_action[action]
            status = _value(blocks[0], "status")
            passing = said is Said.FAILED and status.startswith("4")
            return Report(
                Said.DELAYED if passing else said,
                _letters(raw),
                _known(tuple(_recipient(block) for block in blocks)),
                (STATUS.search(status) or [""])[0],
                _reason(_value(blocks[0], "diagnostic-code") or status),
            )
    return None


def _by_qmail(raw: bytes, message: EmailMessage) -> Report | None:
    """The older form that qmail and its heirs send: plain text with a known first sentence."""
    if message.is_multipart():
        return None
    text = str(message.get_content())
    if not re.match(r"\s*Hi\. This is the ", text):
        return None
    paragraph = next(
        (one for one in re.split(r"\n\s*\n", text) if re.match(r"\s*<[^>\s]+@[^>\s]+>:", one)), ""
    )
    if not paragraph:
        return None
    address, _, reason = paragraph.strip().partition(">:")
    status = STATUS.search(reason)
    return Report(
        Said.FAILED,
        _letters(raw),
        _known((address.strip("< "),)),
        status[0] if status else "",
        _reason(reason),
    )


def _blocks(part: EmailMessage) -> list[list[tuple[str, str]]]:
    """The groups of fields: the parser gives each as a message of its own; the first is about the letter as a whole."""
    payload = part.get_payload()
    messages = payload if isinstance(payload, list) else []
    blocks = [_pairs(one) for one in messages if not isinstance(one, str)]
    return blocks[1:] if len(blocks) > 1 else blocks


def _fields(part: EmailMessage) -> list[tuple[str, str]]:
    payload = part.get_payload()
    if isinstance(payload, list):
        return [pair for one in payload if not isinstance(one, str) for pair in _pairs(one)]
    lines = (line.partition(":") for line in str(payload).splitlines())
    return [(name.strip().casefold(), value.strip()) for name, colon, value in lines if colon]


def _pairs(message: Message) -> list[tuple[str, str]]:
    return [(name.casefold(), " ".join(str(value).split())) for name, value in message.raw_items()]


def _value(fields: list[tuple[str, str]], name: str) -> str:
    return next((value for key, value in fields if key == name), "")


def _recipient(block: list[tuple[str, str]]) -> str:
    """Whom we wrote to: a server that forwarded names both, and ours is the original one."""
    return _address(_value(block, "original-recipient")) or _address(_value(block, "final-recipient"))


def _address(value: str) -> str:
    """'rfc822; <Ada@Example.org>' as 'ada@example.org'; '' where it is no address."""
    text = value.rpartition(";")[2].strip().strip("<>").strip().casefold()
    try:
        return Address(addr_spec=text).addr_spec if "@" in text else ""
    except Exception:  # the standard library raises several kinds on what is no address
        return ""


def _known(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, addresses)))


def _letters(raw: bytes) -> tuple[str, ...]:
    """The Message-IDs that stand in the report besides its own: of the letter that it returns, whole or its head only."""
    found = [one.group(1).decode("ascii", "replace").strip("<>") for one in MESSAGE_ID.finditer(raw)]
    return tuple(dict.fromkeys(found))


def _reason(text: str) -> str:
    """The server's words in one line, without what its grammar puts before them."""
    return " ".join(re.sub(r"^\s*(smtp|x-[\w-]+)\s*;", "", text, flags=re.IGNORECASE).split())[
        :LONGEST_REASON
    ]
