"""The bundled sample corpora."""

from dataclasses import dataclass
from pathlib import Path

from kgworkbench.errors import InputError

__all__ = ["Sample", "sample", "sample_names"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A bundled corpus: its folder, schema and questions."""

    name: str
    path: Path

    @property
    def schema(self) -> Path:
        """The schema an expert wrote for it."""
        return self.path / "schema.yaml"

    @property
    def questions(self) -> Path:
        """Questions with answers and supporting documents."""
        return self.path / "questions.jsonl"

    @property
    def cassette(self) -> Path:
        """Engine replies about a few of its documents and questions, written by hand, for ``engine="replay:FILE"``."""
        return self.path / "cassette.jsonl"


def sample_names() -> tuple[str, ...]:
    """Names of the bundled corpora, sorted."""
    folder = _folder()
    return tuple(sorted(item.name for item in folder.iterdir() if (item / "schema.yaml").is_file()))


def sample(name: str) -> Sample:
    """The bundled corpus of that name.

    Raises:
        InputError: there is none of that name.
    """
    if name not in sample_names():
        raise InputError(f"no bundled corpus {name!r}: choose from {', '.join(sample_names())}")
    return Sample(name, _folder() / name)


def _folder() -> Path:
    """Inside the package where it was installed from a wheel, at the project's top in a checkout."""
    here = Path(__file__).resolve().parent
    packed = here / "sample_corpora"
    return packed if packed.is_dir() else here.parent.parent / "sample_corpora"
