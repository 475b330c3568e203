"""What all views that remove something share."""

from typing import Any


class Removing:
    """The button says what the title says: what is removed. Stands before the view that finds it, with `forms.Remove`."""

    title: Any

    def form_values(self) -> dict[str, Any]:
        return {"says": str(self.title)}
