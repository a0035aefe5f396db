"""Everything that can go wrong on purpose. Each message names the value and the next action.

```
WorkbenchError
├── InputError          the caller gave something that cannot be used: exit 2
│   ├── CorpusError     a folder, file or record of a corpus
│   ├── SchemaError     a schema file or a change to one
│   ├── CurationError   an operation of the journal that cannot be done, undone or redone
│   ├── QuestionError   a question that asks nothing, or too much
│   ├── GraphHeldError  a graph folder another process holds
│   └── PortInUseError  a port another process listens on
├── EngineError         an engine could not answer a task
└── StoreError          a store refused or failed
```
"""

__all__ = [
    "CorpusError",
    "CurationError",
    "EngineError",
    "GraphHeldError",
    "InputError",
    "PortInUseError",
    "QuestionError",
    "SchemaError",
    "StoreError",
    "WorkbenchError",
]


class WorkbenchError(Exception):
    """Anything this package raises on purpose."""


class InputError(WorkbenchError):
    """The caller gave something that cannot be used."""


class CorpusError(InputError):
    """A folder, file or record of a corpus cannot be read."""


class SchemaError(InputError):
    """A schema cannot be used."""


class CurationError(InputError):
    """An operation cannot be done, undone or redone."""


class QuestionError(InputError):
    """A question cannot be asked."""


class GraphHeldError(InputError):
    """Another process holds the graph folder."""


class PortInUseError(InputError):
    """Another process listens on the port."""


class EngineError(WorkbenchError):
    """An engine could not answer a task."""


class StoreError(WorkbenchError):
    """A store refused or failed."""
