"""Answers as sentences in the question's language."""

from collections.abc import Sequence

from kgworkbench.engines.local.asked import Asked
from kgworkbench.engines.local.operations import Computed

__all__ = [
    "say_computed",
    "say_count",
    "say_foreign",
    "say_found",
    "say_list",
    "say_measured",
    "say_overview",
    "say_refusal",
    "say_shared",
    "say_unsure",
    "yes_or_no",
]


def yes_or_no(text: str, language: str) -> str:
    """Yes or no in the language."""
    return {"yes": "是", "no": "否"}.get(text, text) if language == "zh" else text


def say_found(value: str, bridges: Sequence[str], asked: Asked) -> str:
    """One phrase with the answer, and the names the chain of reasoning passed through."""
    if not bridges:
        return value if asked.language == "zh" else f"{value}."
    through = (" → " if asked.language == "en" else "→").join((*bridges, value))
    return f"{value}（{through}）。" if asked.language == "zh" else f"{value} ({through})."


def say_computed(computed: Computed, value: str, asked: Asked) -> str:
    """The computed answer with the values it was computed from."""
    shown = "、".join(computed.shown) if asked.language == "zh" else ", ".join(computed.shown)
    if asked.options and len(computed.shown) == len(asked.options):
        pairs = zip(asked.options, computed.shown, strict=True)
        shown = ("；" if asked.language == "zh" else "; ").join(f"{option}: {text}" for option, text in pairs)
    if not shown:
        return value if not value.isalpha() else f"{value}。" if asked.language == "zh" else f"{value.capitalize()}."
    return f"{value}（{shown}）。" if asked.language == "zh" else f"{value[:1].upper()}{value[1:]} ({shown})."


def say_count(things: Sequence[str], asked: Asked) -> str:
    """The number and what was counted."""
    listed = "、".join(things) if asked.language == "zh" else ", ".join(things)
    return f"{len(things)}{asked.unit}：{listed}。" if asked.language == "zh" else f"{len(things)}: {listed}."


def say_shared(names: Sequence[str], parts: Sequence[Asked], asked: Asked) -> str:
    """The things that answer every part, with the parts as they were asked one by one."""
    if asked.language == "zh":
        tests = "；".join(part.text.rstrip("？?") for part in parts)
        return f"{'、'.join(names)}（同时满足：{tests}）。"
    tests = "; ".join(part.text.rstrip("?") for part in parts)
    return f"{', '.join(names)} (each answers: {tests})."


def say_list(values: Sequence[str], asked: Asked) -> str:
    """Several answers in one phrase."""
    if asked.language == "zh":
        return f"{'、'.join(values)}。"
    return f"{', '.join(values[:-1])} and {values[-1]}."


def say_measured(values: Sequence[str], figures: Sequence[tuple[str, str]], asked: Asked) -> str:
    """The things chosen by their figures, or their number, with the figures that were compared."""
    if asked.language == "zh":
        return f"{'、'.join(values)}（{'；'.join(f'{name}：{shown}' for name, shown in figures)}）。"
    return f"{', '.join(values)} ({'; '.join(f'{name}: {shown}' for name, shown in figures)})."


def say_overview(names: Sequence[str], sentences: Sequence[str], asked: Asked) -> str:
    """The names an overview is about, then the statements it is made of."""
    if asked.language == "zh":
        lead = f"主要涉及：{'、'.join(names)}。" if names else ""
        return lead + "".join(sentences)
    lead = f"Chiefly: {', '.join(names)}. " if names else ""
    return lead + " ".join(sentences)


def say_foreign() -> str:
    """That the question is in a language the rules do not read; in English, which whoever asks may not expect."""
    return (
        "The local engine reads questions in English and Chinese: ask in one of them, or use a model (--engine openai)."
    )


def say_refusal(language: str) -> str:
    """That the documents do not say."""
    return "资料中没有找到答案。" if language == "zh" else "The documents do not say."


def say_unsure(value: str, asked: Asked) -> str:
    """A guess, said to be one."""
    if asked.language == "zh":
        return f"可能是{value}，但资料没有明说。"
    return f"Perhaps {value}; the documents do not say so plainly."
