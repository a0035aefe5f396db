"""The rules a claim may break, in Chinese."""

__all__ = ["RULES_ZH", "rule_told"]

RULES_ZH: dict[str, str] = {
    "mention has no text": "提及没有文字",
    "unknown entity type": "模式中没有此实体类型",
    "unknown relation type": "模式中没有此关系类型",
    "unknown attribute type": "模式中没有此属性类型",
    "relation points at no mention": "关系未指向任何提及",
    "relation of a rejected mention": "关系的一端已被拒绝",
    "head and tail types not allowed": "头尾类型不被允许",
    "relation of a thing to itself": "关系的两端是同一事物",
    "attribute points at no mention": "属性未指向任何提及",
    "attribute of a rejected mention": "属性所属的提及已被拒绝",
    "attribute not allowed for this type": "此类型不允许该属性",
    "value is no text": "取值不是文本",
    "value is no number": "取值不是数字",
    "value is no date": "取值不是日期",
    "value is no bool": "取值不是真假",
    "value is no enum": "取值不在枚举之中",
}


def rule_told(rule: str, language: str = "en") -> str:
    """The rule as a Violation names it, in that language; one that nobody translated stays as it is."""
    return RULES_ZH.get(rule, rule) if language == "zh" else rule
