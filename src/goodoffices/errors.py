"""Every error that goodoffices raises on purpose; each says what was found, what is allowed and what to do.

GoodOfficesError
├── InputError            what was given cannot be used
│   ├── UnreadableReport  bytes that hold no report we can read (empty, binary, broken, too large)
│   ├── FetchRefused      an address we will not or cannot fetch
│   └── BadVocabulary     a word list or rule file that breaks its own contract
├── SettingsError         a setting that is unknown or out of range
├── LedgerError           the store cannot do what was asked
│   ├── LedgerBusy        another process holds the ledger
│   ├── LedgerTooNew      written by a later version of goodoffices
│   ├── NotRecorded       no report, claim or record has that id
│   └── EditConflict      somebody else changed it first; nothing was lost
├── CaseError             a case file of `deals` that contradicts itself
├── ConsultError          a language model that cannot be reached or used
└── MissingPart           an optional part is not installed
"""


class GoodOfficesError(Exception):
    """The root of the tree; the command line shows its message as one line and exits with 1."""


class InputError(GoodOfficesError):
    """What was given cannot be used."""


class UnreadableReport(InputError):
    """Bytes that hold no report we can read."""


class FetchRefused(InputError):
    """An address that we will not, or cannot, fetch."""


class BadVocabulary(InputError):
    """A word list or rule file that breaks its own contract."""


class SettingsError(GoodOfficesError):
    """A setting that is unknown or out of range."""


class LedgerError(GoodOfficesError):
    """The store cannot do what was asked; what it held before is intact."""


class LedgerBusy(LedgerError):
    """Another process holds the ledger."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a later version of goodoffices."""


class NotRecorded(LedgerError):
    """No report, claim or record has the id that was asked for."""


class EditConflict(LedgerError):
    """Somebody else changed the same thing first; nothing was lost."""


class CaseError(GoodOfficesError):
    """A case file of `deals` that is incomplete or contradicts itself."""


class ConsultError(GoodOfficesError):
    """A language model that cannot be reached or used."""


class MissingPart(GoodOfficesError):
    """An optional part of goodoffices is not installed."""
