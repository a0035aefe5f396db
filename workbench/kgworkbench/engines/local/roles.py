"""The ways a noun says that one thing is another's: her father Byron; Byron, father of Ada; 沈括的弟子。"""

from kgworkbench.engines.local.cues import Rule, pattern_rule

__all__ = ["role_rules"]


def role_rules(noun: str, language: str, weight: float = 0.85, *, of: str = "tail") -> tuple[Rule, ...]:
    """The ways a noun for one end is said: head's wife tail; tail, wife of head. ``of`` is the end the noun names."""
    bearer, owner = of, "head" if of == "tail" else "tail"
    forms: tuple[str, ...]
    if language == "zh":
        forms = (
            f"{{{owner}}}(的|之)?{noun}(是|为|叫|：|:|，|名叫)?{{{bearer}}}",
            f"{{{bearer}}}(是|为|，|系|：|,)?{{{owner}}}(的|之){noun}",
            f"{{{bearer}}}(是|为|，|系|：|,)?{{{owner}}}{noun}(，|。|；)",
        )
    else:
        forms = (
            f"{{{owner}}}'s {noun}(,)? {{{bearer}}}",
            f"{{{bearer}}}(,)? (is |was |became |who is |who was )?(the |a |an |his |her |their )?{noun} (of|to)"
            f" {{{owner}}}",
            f"{noun} of {{{owner}}}(,)? {{{bearer}}}",
            f"{{{owner}}} and (his|her|their|its) {noun}(,)? {{{bearer}}}",
            f"{{{bearer}}} (is|was) {{{owner}}}'s {noun}",
        )
    return tuple(pattern_rule(form, language, weight) for form in forms)
