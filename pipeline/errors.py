"""The one error that is the user's to mend."""


class UsageError(Exception):
    """A path, option or folder that can't be used; the message says what, where and what to do."""
