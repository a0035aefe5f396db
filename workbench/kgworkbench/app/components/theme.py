"""How the Material parts look beside the sheets: the same colours, the same calm."""

# ruff: noqa: E501 - style sheets.

from typing import Any

__all__ = ["SHELL_CSS", "TABLE_CSS", "theme"]

_FONT = 'Inter, Roboto, "Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'


def theme() -> dict[str, Any]:
    """The Material theme, light and dark."""
    return {
        "light": _scheme("#2563eb", "#f6f7f9", "#ffffff", "#1b2430", "#556070", "#e4e7ec", "#838e9e"),
        "dark": _scheme("#7db0ff", "#0f1318", "#14181f", "#e6eaf1", "#a8b2c0", "#2b323d", "#667285"),
    }


def _scheme(accent: str, ground: str, surface: str, ink: str, ink_2: str, line: str, rim: str) -> dict[str, Any]:
    return {
        "palette": {
            "primary": {"main": accent},
            "background": {"default": ground, "paper": surface},
            "text": {"primary": ink, "secondary": ink_2},
            "divider": line,
        },
        "shape": {"borderRadius": 8},
        "typography": {"fontFamily": _FONT, "fontSize": 13, "button": {"textTransform": "none", "fontWeight": 700}},
        "components": {
            "MuiAppBar": {
                "styleOverrides": {
                    "root": {
                        "backgroundColor": f"{surface} !important",
                        "backgroundImage": "none",
                        "color": f"{ink} !important",
                        "boxShadow": "none",
                        "borderBottom": f"1px solid {line}",
                    }
                }
            },
            "MuiDrawer": {"styleOverrides": {"paper": {"backgroundImage": "none", "borderColor": line}}},
            "MuiPaper": {"styleOverrides": {"root": {"backgroundImage": "none"}}},
            "MuiOutlinedInput": {"styleOverrides": {"notchedOutline": {"borderColor": rim}}},
            "MuiButton": {"defaultProps": {"disableElevation": True}},
            "MuiTab": {"styleOverrides": {"root": {"minHeight": 40, "padding": "8px 14px", "fontSize": 13}}},
            "MuiTabs": {"styleOverrides": {"root": {"minHeight": 40}}},
        },
    }


SHELL_CSS = """
header a { color: inherit !important }
.MuiAppBar-root button[aria-label$="contextbar"], .MuiAppBar-root button[aria-label$="drawer"] { display: none !important }
.title { color: inherit !important; font-size: 16px !important; font-weight: 700 !important; letter-spacing: -.01em }
main.main { background: light-dark(#f6f7f9, #0f1318) !important }
header .MuiToolbar-root { min-height: 56px !important; padding-left: 20px !important; padding-right: 12px !important }
"""

TABLE_CSS = """
:host { --t-line: light-dark(#e8ebf0, #262e39); --t-ink: light-dark(#1b2430, #e6eaf1); --t-ink-2: light-dark(#556070, #a8b2c0);
  --t-surface: light-dark(#ffffff, #14181f); --t-hover: light-dark(#f1f3f6, #1d2430); --t-on: light-dark(#e9f0fb, #1e2c43); --t-bad: light-dark(#b93a32, #f28b82) }
.tabulator { background: var(--t-surface) !important; border: 0 !important; font: 400 13px/1.45 Inter, Roboto, "Segoe UI", "Noto Sans CJK SC", sans-serif !important; color: var(--t-ink) }
.tabulator .tabulator-header { background: var(--t-surface) !important; border: 0 !important; border-bottom: 1px solid var(--t-line) !important; color: var(--t-ink-2) !important; font-weight: 700 }
.tabulator .tabulator-header .tabulator-col { background: var(--t-surface) !important; border: 0 !important; color: var(--t-ink-2) !important }
.tabulator .tabulator-header .tabulator-col .tabulator-col-content { padding: 9px 10px !important }
.tabulator .tabulator-header .tabulator-col .tabulator-col-title { font-size: 12px; font-weight: 700; padding-right: 0 !important }
.tabulator .tabulator-header .tabulator-col .tabulator-col-sorter { opacity: 0; transition: opacity .12s; right: 0 !important }
.tabulator .tabulator-header .tabulator-col:hover .tabulator-col-sorter, .tabulator .tabulator-header .tabulator-col:not([aria-sort="none"]) .tabulator-col-sorter { opacity: 1 }
.tabulator .tabulator-tableholder { background: var(--t-surface) !important; scrollbar-width: thin }
.tabulator .tabulator-tableholder .tabulator-table { background: var(--t-surface) !important; color: var(--t-ink) !important }
.tabulator .tabulator-row { background: var(--t-surface) !important; border: 0 !important; border-bottom: 1px solid var(--t-line) !important; min-height: 38px !important; color: var(--t-ink) !important }
.tabulator .tabulator-row:hover { background: var(--t-hover) !important }
.tabulator .tabulator-row.tabulator-selected { background: var(--t-on) !important }
.tabulator .tabulator-row .tabulator-cell { border: 0 !important; padding: 9px 10px !important; min-height: 38px !important; color: var(--t-cell, inherit) !important }
.tabulator .tabulator-row .tabulator-cell.tabulator-editing { box-shadow: inset 0 0 0 2px light-dark(#2563eb, #7db0ff); border-radius: 6px }
.tabulator .tabulator-row .tabulator-cell.tabulator-editing input, .tabulator-cell.tabulator-editing textarea { color: inherit; background: transparent }
.tabulator .tabulator-tableholder:focus-visible, .tabulator .tabulator-row:focus-visible, .tabulator .tabulator-row .tabulator-cell:focus-visible, .tabulator .tabulator-header .tabulator-col:focus-visible { outline: 2px solid light-dark(#2563eb, #7db0ff) !important; outline-offset: -2px; border-radius: 4px }
.tabulator .tabulator-row:focus, .tabulator .tabulator-cell:focus, .tabulator .tabulator-col:focus { outline: 0 }
.tabulator .tabulator-footer { background: var(--t-surface) !important; border: 0 !important; color: var(--t-ink-2) !important }
.tabulator-popup-container { background: light-dark(#ffffff, #1c222b) !important; color: var(--t-ink) !important; border: 1px solid light-dark(#cfd6df, #3a4452) !important; border-radius: 8px !important; box-shadow: 0 6px 20px light-dark(rgb(16 24 40 / 14%), rgb(0 0 0 / 45%)) !important }
.tabulator-tooltip { max-width: 260px !important; padding: 6px 10px !important; font-size: 12px !important; font-weight: 400 !important; line-height: 1.45 }
.tabulator-edit-list .tabulator-edit-list-item { font-size: 13px !important; color: var(--t-ink) !important; padding: 7px 10px !important }
.tabulator-edit-list .tabulator-edit-list-item:hover { background: var(--t-hover) !important }
.tabulator-edit-list .tabulator-edit-list-item.active { background: var(--t-on) !important; color: var(--t-ink) !important }
.tabulator .tabulator-placeholder span, .tabulator .tabulator-placeholder-contents { color: var(--t-ink-2) !important; font-weight: 400 !important; font-size: 13px !important }
"""
