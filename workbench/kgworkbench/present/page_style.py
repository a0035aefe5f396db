"""The style of a page that stands alone: light, dark and print, system fonts, nothing loaded."""

__all__ = ["PAGE_STYLE"]

PAGE_STYLE = """
:root{--ground:#f6f7f9;--card:#fff;--ink:#1c2430;--ink-soft:#5d6879;--line:#dfe3ea;--accent:#2f6fb7;--warn:#a5560a}
@media (prefers-color-scheme:dark){:root{--ground:#12161c;--card:#1a2029;--ink:#e6eaf0;--ink-soft:#9aa6b6;
--line:#2c3542;--accent:#6aa6e8;--warn:#f2ab4e}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:15px/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC","PingFang SC",
"Microsoft YaHei",sans-serif}
main{max-width:1000px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:24px;line-height:1.3;margin:0 0 8px;overflow-wrap:anywhere}
h2{font-size:17px;margin:0 0 10px}
h3{font-size:14px;margin:18px 0 6px;color:var(--ink-soft);font-weight:600}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin-top:16px;
overflow-x:auto}
.facts{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0;color:var(--ink-soft);font-size:13px}
.facts b{color:var(--ink);font-weight:500;overflow-wrap:anywhere}
.answer{border-left:4px solid var(--accent)}
.said{font-size:18px;margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
.note{color:var(--ink-soft);font-weight:400;font-size:13px}
.chip{display:inline-block;border:1px solid var(--line);border-radius:9px;padding:0 8px;margin:0 5px 3px 0;
font-size:12px;line-height:19px;color:var(--ink-soft);white-space:nowrap}
.chip i{opacity:.75}
.chip.warn{color:var(--warn);border-color:var(--warn);white-space:normal}
.chip.route{color:var(--ink);border-color:var(--route);box-shadow:inset 3px 0 0 var(--route);padding-left:10px}
.quotes{margin:0;padding-left:22px}
.quotes li{margin-bottom:6px}
q{quotes:none}
.where{color:var(--ink-soft);font-size:12px;margin-left:8px;white-space:nowrap}
.path{margin:4px 0;display:flex;flex-wrap:wrap;gap:4px 8px;align-items:baseline}
.path b{font-weight:600;border-bottom:2px solid var(--accent)}
.path i{color:var(--ink-soft);font-size:13px}
.plan{list-style:none;margin:0;padding:0}
.plan li{padding:8px 0;border-top:1px solid var(--line)}
.plan li:first-child{border-top:0}
.id{display:inline-block;min-width:26px;color:var(--ink-soft);font-size:12px}
details{border-top:1px solid var(--line);padding:6px 0}
summary{cursor:pointer}
section>details>summary{display:flex;gap:8px;align-items:baseline;flex-wrap:wrap}
.grow{flex:1;min-width:200px}
details ol{margin:6px 0;padding-left:26px;font-size:13px}
details.text{border:0;padding:0;white-space:pre-wrap}
.num{font-variant-numeric:tabular-nums;color:var(--ink-soft);font-size:12px;white-space:nowrap;margin-right:8px}
table{border-collapse:collapse;width:100%;font-size:13px}
th{text-align:left;color:var(--ink-soft);font-weight:500;font-size:12px}
td,th{padding:5px 8px 5px 0;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.was{min-width:110px;color:var(--ink-soft);font-size:12px}
td.num{text-align:right}
.time td{border:0;padding:2px 8px 2px 0;white-space:nowrap}
.lane{width:100%}
.lane i{display:block;height:9px;border-radius:5px;margin-top:6px}
@media print{body{background:#fff}section{break-inside:avoid;border-color:#ccc}}
"""
"""CSS without a link, an import or an address in it."""
