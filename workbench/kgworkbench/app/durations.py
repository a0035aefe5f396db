"""Lengths of time as people say them, English and Chinese."""

__all__ = ["duration"]

_UNITS = {"en": (" ms", " s", " min", " h"), "zh": (" 毫秒", " 秒", " 分", " 小时")}


def duration(seconds: float | None, language: str = "en") -> str:
    """Seconds as people say them in that language; a dash for None.

    >>> duration(0.0123), duration(75), duration(3700, "zh")
    ('12 ms', '1 min 15 s', '1 小时 02 分')
    """
    if seconds is None:
        return "–"
    ms, s, minute, hour = _UNITS.get(language, _UNITS["en"])
    if seconds < 0.001:
        return f"< 1{ms}"
    if seconds < 0.9995:
        return f"{seconds * 1000:.0f}{ms}"
    if seconds < 59.95:
        return f"{seconds:.1f}{s}"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes}{minute} {rest:02}{s}"
    return f"{minutes // 60}{hour} {minutes % 60:02}{minute}"
