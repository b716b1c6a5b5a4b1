"""Why an update is not let near the document."""


class Rejected(ValueError):
    """No honest text editor writes this update."""


class TooManyRanges(Rejected):
    """More is deleted than the bounds allow."""


class Gap(ValueError):
    """The update builds on something that the room does not have, or has a struct of which the room has a part. Its
    sender must resynchronise: an answer to SyncStep1 is cut where the room's knowledge ends."""


class UnknownRoot(Gap):
    """The update has text of a file that is not known here, or not yet. Asking its sender at once would bring the same
    again, at line speed."""

    def __init__(self, root: str) -> None:
        super().__init__(f"text of a file that is not known, {root}")
        self.root = root
