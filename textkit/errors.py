"""Everything that can go wrong with what the user gave us, each kind with its exit code.

    TextkitError
    ├── UsageError      2  the command or the call is wrong
    ├── InputError      3  a document could not be read
    ├── ResourceError   4  a model, policy or label file is unusable
    └── StoreError      5  an archive's store is unusable

Each carries what file, what was wrong and what to do, in one line. Anything else that is raised is our own bug.
"""

from __future__ import annotations

from pathlib import Path

EXIT_DONE = 0
EXIT_CONDITION = 1
"""Done, and a condition that the user asked for did not hold."""


class TextkitError(Exception):
    """The root of what is reported to the user as one line."""

    exit_code = 70


class UsageError(TextkitError):
    """Wrong usage: an unknown option value, arguments that do not fit together."""

    exit_code = 2


class _FileError(TextkitError):
    def __init__(self, name: str | Path, problem: str, advice: str = "") -> None:
        self.name = str(name)
        self.problem = problem
        self.advice = advice
        super().__init__(f"{self.name}: {problem}" + (f" – {advice}" if advice else ""))

    def __reduce__(self) -> tuple[type[_FileError], tuple[str, str, str]]:
        # Exceptions cross process borders by pickling their message alone; ours need all three parts.
        return type(self), (self.name, self.problem, self.advice)


class InputError(_FileError):
    """An input that cannot be read: missing, not a supported type, damaged, encrypted, without text, over a limit."""

    exit_code = 3


class ResourceError(_FileError):
    """A model, policy or label file that is unusable."""

    exit_code = 4


class StoreError(_FileError):
    """The store of an archive that is unusable: missing, of another program, in use, or on a full disk."""

    exit_code = 5
