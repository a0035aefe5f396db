"""What becomes of types that an extraction asks for, as it is kept beside a graph."""

from typing import Any

from kgworkbench.schema.evolve import Policy

__all__ = ["policy_note", "policy_of"]

_MODES = ("never", "ask", "accept")


def policy_note(policy: Policy) -> dict[str, Any]:
    """The policy as it is kept beside the graph."""
    return {"mode": policy.mode, "confidence": policy.confidence, "support": policy.support}


def policy_of(note: Any) -> Policy:
    """The kept policy, the default one where none that makes sense was kept."""
    plain = Policy()
    if not isinstance(note, dict) or note.get("mode") not in _MODES:
        return plain
    confidence, support = note.get("confidence", plain.confidence), note.get("support", plain.support)
    if not isinstance(confidence, int | float) or not isinstance(support, int | float):
        return plain
    return Policy(note["mode"], min(max(float(confidence), 0.0), 1.0), max(int(support), 1))
