"""What must hold for sources, documents and citations. Plain Python; every no is a sentence."""

from collections.abc import Collection
from dataclasses import dataclass

from kontor.hub.foundation.refusal import N_, Refusal

BEGINNING = 4096
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is taken: the ends its name may have, and what it is called on the network."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str


PDF = FileKind("PDF", (".pdf",), "application/pdf")
PNG = FileKind("PNG", (".png",), "image/png")
JPEG = FileKind("JPEG", (".jpg", ".jpeg"), "image/jpeg")
TEXT = FileKind("text", (".txt", ".csv", ".md"), "text/plain; charset=utf-8")
# A packed file is told by what it holds: a folder of its format, or its first entry in an OpenDocument file.
PACKED = {
    "word/document.xml": FileKind("Word", (".docx",), f"{OFFICE}.wordprocessingml.document"),
    "xl/workbook.xml": FileKind("Excel", (".xlsx",), f"{OFFICE}.spreadsheetml.sheet"),
    "ppt/presentation.xml": FileKind("PowerPoint", (".pptx",), f"{OFFICE}.presentationml.presentation"),
    f"{OPEN_DOCUMENT}.text": FileKind("OpenDocument text", (".odt",), f"{OPEN_DOCUMENT}.text"),
    f"{OPEN_DOCUMENT}.spreadsheet": FileKind("OpenDocument table", (".ods",), f"{OPEN_DOCUMENT}.spreadsheet"),
    f"{OPEN_DOCUMENT}.presentation": FileKind(
        "OpenDocument slides", (".odp",), f"{OPEN_DOCUMENT}.presentation"
    ),
}
KINDS = (PDF, PNG, JPEG, TEXT, *PACKED.values())
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)
MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
CONTROL = frozenset(range(32)) - set(b"\t\n\r\f")


class EmptyFile(Refusal):
    code = "empty-file"
    sentence = N_("'%(name)s' is empty. Choose the file again.")
    status = 422


class TooLarge(Refusal):
    code = "too-large"
    sentence = N_(
        "'%(name)s' has %(size)s MB, and at most %(limit)s MB are taken. Split it, or cite where it is published."
    )
    status = 413


class UnknownFileKind(Refusal):
    code = "unknown-file-kind"
    sentence = N_(
        "'%(name)s' is none of the kinds of file that are taken, whatever its name ends in. Save it as PDF and try again."
    )
    status = 422


class NameDiffers(Refusal):
    code = "name-differs"
    sentence = N_(
        "'%(name)s' holds a file of the kind %(kind)s. Give it a name that ends in %(suffixes)s, so that nobody is misled."
    )
    status = 422


class HasMacros(Refusal):
    code = "has-macros"
    sentence = N_("'%(name)s' contains macros. Save it without macros, or as PDF, and try again.")
    status = 422


class KeyTaken(Refusal):
    code = "key-taken"
    sentence = N_("The key '%(key)s' belongs to another source. Choose another one.")


class CitedAlready(Refusal):
    code = "cited-already"
    sentence = N_(
        "The record cites this already at the same place. Name another place, or leave it as it is."
    )


class CitesOneThing(Refusal):
    code = "cites-one-thing"
    sentence = N_("A citation names one source or one document. Choose exactly one of them.")
    status = 422


class Withdrawn(Refusal):
    code = "withdrawn"
    sentence = N_("'%(title)s' has been withdrawn and cannot be cited or changed. Upload it again if needed.")


class UnknownKind(Refusal):
    code = "unknown-subject"
    sentence = N_("Records of this kind cite no sources.")


def check_size(name: str, size: int, limit: int) -> None:
    if size == 0:
        raise EmptyFile(name=name, field="file")
    if size > limit:
        raise TooLarge(name=name, size=f"{size / 2**20:.1f}", limit=limit // 2**20, field="file")


def check_kind(name: str, beginning: bytes, members: Collection[str], packed_as: str = "") -> FileKind:
    """The kind of an uploaded file by its first bytes and, when packed, by what is inside; its name must agree.

    `members` are the names inside a ZIP file, `packed_as` the content of its 'mimetype' entry.
    """
    if any(member.lower().endswith("vbaproject.bin") for member in members):
        raise HasMacros(name=name, field="file")
    kind = kind_of(beginning, members, packed_as)
    if kind is None:
        raise UnknownFileKind(name=name, field="file")
    if not name.lower().endswith(kind.suffixes):
        raise NameDiffers(name=name, kind=kind.name, suffixes=", ".join(kind.suffixes), field="file")
    return kind


def kind_of(beginning: bytes, members: Collection[str], packed_as: str) -> FileKind | None:
    for magic, kind in MAGIC:
        if beginning.startswith(magic):
            return kind
    if beginning.startswith(b"PK"):
        return PACKED.get(packed_as) or next((PACKED[name] for name in members if name in PACKED), None)
    return TEXT if is_text(beginning) else None


def is_text(beginning: bytes) -> bool:
    """UTF-8 without control characters. The beginning may end inside a character."""
    if CONTROL & set(beginning):
        return False
    try:
        beginning.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start >= len(beginning) - 3
    return True


def check_cites_one(*, source: bool, document: bool) -> None:
    if source == document:
        raise CitesOneThing


def check_not_withdrawn(title: str, *, withdrawn: bool) -> None:
    if withdrawn:
        raise Withdrawn(title=title)
