"""The one exception family a person sees: what is wrong, where, and the next step."""


class MilesError(Exception):
    """A failure the user can mend. The command line prints it on one screen and exits with 2.

    `what` names the field, line or file; `next_step` is the command or edit that helps.
    """

    def __init__(self, what: str, next_step: str = "") -> None:
        self.what = what
        self.next_step = next_step
        super().__init__(f"{what}\n  next: {next_step}" if next_step else what)
