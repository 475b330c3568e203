"""What is checked of a workbook before the reader opens it, so that no small file can fill the memory.

A workbook is a zip of XML. The reader makes a dense table up to the farthest cell and copies every shared text into the cells
that use it; so besides the sizes of the members, the farthest cell and the sum of the texts are bounded.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.readers.grid import Unreadable

MOST_MEMBERS = 1000
MOST_BYTES = 200 * 2**20
MOST_RATIO = 250
RATIO_FROM = 5 * 2**20
MOST_CELLS = 20_000_000
CHUNK = 2**20

_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*([0-9]{1,9})\s*<""")
_TEXT = re.compile(rb"<(?:\w+:)?si[\s>].*?</(?:\w+:)?si>", re.DOTALL)

NOT_A_ZIP = N_(
    "The workbook is damaged or was cut off on the way: open it, save it again as .xlsx, and upload it again."
)
BOMB = N_(
    "The workbook unpacks to far more than it should (%(size)s MB allowed): it was not opened. "
    "Copy the rows into a new workbook, or save them as CSV."
)
FAR_CELL = N_(
    "The sheet has a cell at row %(row)s, column %(column)s, far from the others: delete the empty rows and columns after the table."
)
NOT_A_WORKBOOK = N_("The file is a zip archive, but not an Excel workbook: save the table as .xlsx or .csv.")
ENCRYPTED = N_("The workbook is protected by a password: remove the protection and upload it again.")


@dataclass(slots=True)
class Package:
    """The parts of a workbook that are needed to check it, unpacked."""

    members: dict[str, bytes] = field(default_factory=dict)

    @property
    def sheets(self) -> dict[str, bytes]:
        return {
            name: xml
            for name, xml in self.members.items()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        }


def unpack(data: bytes) -> Package:
    """Unpack within bounds, counting what really comes out. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_directory(archive.infolist())
            package = Package()
            left = MOST_BYTES
            for member in archive.infolist():
                content = inflate(archive, member, left)
                left -= len(content)
                if member.filename.startswith("xl/") and member.filename.endswith((".xml", ".rels")):
                    package.members[member.filename] = content
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        RuntimeError,
    ) as error:
        raise Unreadable(ENCRYPTED if "encrypted" in str(error) else NOT_A_ZIP) from error
    if "xl/workbook.xml" not in package.members:
        raise Unreadable(NOT_A_WORKBOOK)
    check_cells(package)
    return package


def check_directory(members: list[zipfile.ZipInfo]) -> None:
    """What the archive says of itself: cheap, and enough against honest bombs."""
    too_dense = any(
        member.file_size > RATIO_FROM and member.file_size > MOST_RATIO * max(1, member.compress_size)
        for member in members
    )
    if len(members) > MOST_MEMBERS or too_dense or sum(member.file_size for member in members) > MOST_BYTES:
        raise Unreadable(BOMB, size=MOST_BYTES // 2**20)


def inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """The member, at most `most` bytes of it: what the archive says of itself may be a lie."""
    parts = []
    with archive.open(member) as stream:
        while part := stream.read(CHUNK):
            most -= len(part)
            if most < 0:
                raise Unreadable(BOMB, size=MOST_BYTES // 2**20)
            parts.append(part)
    return b"".join(parts)


def check_cells(package: Package) -> None:
    """The farthest cell of each sheet, and how much text its cells hold together."""
    shared = [len(text) for text in _TEXT.findall(package.members.get("xl/sharedStrings.xml", b""))]
    longest = max(shared, default=0)
    for xml in package.sheets.values():
        row, column = farthest(xml)
        if row * column > MOST_CELLS:
            raise Unreadable(FAR_CELL, row=row, column=column)
        # Adding up takes a while, so only where the worst case would be too much.
        if xml.count(b"<") * longest > MOST_BYTES and text_of_cells(xml, shared) > MOST_BYTES:
            raise Unreadable(BOMB, size=MOST_BYTES // 2**20)


def text_of_cells(xml: bytes, shared: list[int]) -> int:
    """How much text the cells of a sheet hold together, when each has its own copy."""
    return sum(shared[place] for place in map(int, _SHARED.findall(xml)) if place < len(shared))


def farthest(xml: bytes) -> tuple[int, int]:
    """Row and column of the farthest corner. Cells without a reference follow each other, so their number bounds them."""
    row = 1
    widths = set()
    for letters, number in set(_REFERENCE.findall(xml)):
        row = max(row, int(number))
        widths.add(letters)
    column = max([column_number(letters) for letters in widths], default=1)
    return row, column


def column_number(letters: bytes) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
