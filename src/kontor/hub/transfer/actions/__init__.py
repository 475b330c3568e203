"""What can be done with a file: upload it, execute its plan, undo, discard. One file for each."""

from kontor.hub.transfer.actions.discard import discard, forget_old
from kontor.hub.transfer.actions.execute import carry_out, execute
from kontor.hub.transfer.actions.load import Loaded, import_file, load
from kontor.hub.transfer.actions.reference import change_reference, create_reference
from kontor.hub.transfer.actions.undo import take_back, undo
from kontor.hub.transfer.actions.upload import plan_upload, upload

__all__ = [
    "Loaded",
    "carry_out",
    "change_reference",
    "create_reference",
    "discard",
    "execute",
    "forget_old",
    "import_file",
    "load",
    "plan_upload",
    "take_back",
    "undo",
    "upload",
]
