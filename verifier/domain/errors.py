"""Every error the program raises on purpose, in one tree.

::

    VerifierError                 sentence for a person, and what it is about
    ├── InputError                something handed in cannot be used
    │   ├── UsageError            words on a command line or in a form that make no sense (exit code 2)
    │   ├── UnreadableFile        damaged, truncated, empty, not permitted, vanished
    │   ├── UnsupportedFile       sound perhaps, but of a kind we do not draw
    │   └── RefusedFile           turned away for safety: bomb, playlist, external reference, absurd size
    ├── DecodeFailed              a worker gave up on one file
    │   ├── WorkerDied            the worker process ended on its own
    │   ├── TookTooLong           the time bound ended it
    │   └── TookTooMuchMemory     the memory bound ended it
    ├── CaseError                 the case on disk, or what was asked of it
    │   ├── NotACase              the folder holds no case
    │   ├── CaseTooNew            written by a newer version of the program
    │   ├── CaseBroken            chain or values do not check (``line`` says since when)
    │   ├── CaseIsReadOnly        somebody else is writing, or the medium cannot be written
    │   ├── StorageFailed         the disk is full or failed; the edit was taken back
    │   ├── UnknownKey            no such record
    │   ├── StaleChange           a change was made against a record that has changed since
    │   └── CommandRefused        the command would break a rule of the case
    ├── BundleError               an export or a check could not be done
    │   └── NotABundle            the path holds no bundle
    └── Cancelled                 the person asked to stop

A sentence is written for the person at the keyboard: what happened and what can be done. ``about`` is the path's
name or the record key it concerns and may be shown beside it, but is never a full path in a record or a log.
"""


class VerifierError(Exception):
    """Carry a sentence that a user can act on and the file name or key it is about."""

    def __init__(self, sentence: str, about: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.about = about

    def __str__(self) -> str:
        return f"{self.about}: {self.sentence}" if self.about else self.sentence


class InputError(VerifierError):
    """Something handed in cannot be used."""


class UsageError(InputError):
    """Words on a command line or in a form make no sense; the program exits with 2."""


class UnreadableFile(InputError):
    """A file is damaged, truncated, empty, forbidden or gone."""


class UnsupportedFile(InputError):
    """A file is of a kind that is stored but not drawn."""


class RefusedFile(InputError):
    """A file was turned away for safety before it was decoded."""


class DecodeFailed(VerifierError):
    """A worker gave up on one file; the others go on."""


class WorkerDied(DecodeFailed):
    """The worker process ended on its own, for example by a fault in a decoder."""


class TookTooLong(DecodeFailed):
    """The time bound of a task ended its worker."""


class TookTooMuchMemory(DecodeFailed):
    """The memory bound of a task ended its worker."""


class CaseError(VerifierError):
    """Something is wrong with a case or with what was asked of it."""


class NotACase(CaseError):
    """The path holds no case."""


class CaseTooNew(CaseError):
    """The case or bundle was written by a newer version of the program."""


class CaseBroken(CaseError):
    """The chain or the values of a case do not check."""

    def __init__(self, sentence: str, about: str = "", line: int | None = None) -> None:
        super().__init__(sentence, about)
        self.line = line


class CaseIsReadOnly(CaseError):
    """Nobody may write now: another program holds the case, or the medium cannot be written."""


class StorageFailed(CaseError):
    """The disk was full or failed while an edit was written; the edit was taken back."""


class UnknownKey(CaseError):
    """The case holds no record of that key."""


class StaleChange(CaseError):
    """A change states a ``before`` that the case does not hold."""


class CommandRefused(CaseError):
    """The command would break a rule of the case; nothing was changed."""


class BundleError(VerifierError):
    """An export or a check could not be carried out."""


class NotABundle(BundleError):
    """The path holds no bundle."""


class Cancelled(VerifierError):
    """The person asked to stop; nothing half-done is kept."""

    def __init__(self) -> None:
        super().__init__("Stopped as asked.")
