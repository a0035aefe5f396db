"""A trace as one HTML page that opens anywhere, offline: no script, nothing loaded, every text escaped."""

from collections.abc import Iterable
from html import escape

from kgworkbench.model.evidence import Answer, Evidence, EvidencePath
from kgworkbench.model.trace import Asked, Composed, Fused, Linked, Planned, Reflected, Retrieved, Rewritten, Trace
from kgworkbench.present.page_style import PAGE_STYLE
from kgworkbench.present.palette import ROUTE_COLORS
from kgworkbench.present.trace import timeline_rows
from kgworkbench.present.wording import cut

__all__ = ["trace_page"]

_WORDS = {
    "en": {
        "trace": "trace", "answer": "Answer", "not_found": "not found",
        "unsupported": "from the engine's own knowledge",
        "citations": "Citations", "paths": "Evidence paths", "plan": "Plan", "edited": "edited by hand",
        "aside": "not searched", "needs": "after", "aim": "aim", "routes": "Routes", "round": "Round {n}",
        "before": "Found by each route", "after": "After fusion", "kept": "{n} of {m} kept", "found": "{n} found",
        "cached": "cached", "rank": "#", "route": "route", "evidence": "evidence", "score": "route's score",
        "was": "route's rank", "fused": "fused", "reranked": "reranked", "reflection": "Reflection",
        "enough": "enough",
        "not_enough": "not enough", "next": "next", "time": "Time", "anchors": "Named in the question",
        "from": "asked as", "respelled": "read as",
        "engine": "engine", "graph": "graph", "mode": "mode", "off": "switched off", "more": "… {n} more",
        "nearest": "Nearest", "tokens": "tokens", "entity": "entity", "triple": "triple", "community": "community",
        "path": "path", "chunk": "passage", "open": "open", "reject": "reject", "failed": "failed",
        "Linked": "linked", "Planned": "planned", "Retrieved": "retrieved", "Fused": "fused", "Reflected": "reflected",
        "Composed": "composed", "Rewritten": "rewritten",
    },
    "zh": {
        "trace": "追踪", "answer": "答案", "not_found": "未找到", "unsupported": "来自引擎自身的知识",
        "citations": "引用", "paths": "证据路径", "plan": "计划", "edited": "经人工修改",
        "aside": "未检索", "needs": "依赖", "aim": "目的", "routes": "路径", "round": "第 {n} 轮",
        "before": "各路径所得", "after": "融合之后", "kept": "保留 {n} / {m}", "found": "{n} 条",
        "cached": "缓存", "rank": "序", "route": "路径", "evidence": "证据", "score": "路径得分",
        "was": "路径内位次", "fused": "融合分", "reranked": "已重排", "reflection": "反思", "enough": "已足够",
        "not_enough": "尚不足", "next": "接着查", "time": "用时", "anchors": "问题中提到", "from": "原问",
        "engine": "引擎", "graph": "图谱", "mode": "模式", "off": "停用", "more": "……另有 {n} 项",
        "nearest": "最接近的实体", "tokens": "词元", "entity": "实体", "triple": "三元组", "community": "社区",
        "path": "路径链", "chunk": "段落", "open": "开放", "reject": "拒答", "failed": "失败",
        "Linked": "链接", "Planned": "计划", "Retrieved": "检索", "Fused": "融合", "Reflected": "反思",
        "Composed": "作答", "Rewritten": "改写", "respelled": "理解为",
    },
}  # fmt: skip

Words = dict[str, str]

# Evidence of a route, and of a fused list, that is shown before the rest is counted.
_SHOWN = 12
_LONG = 220


def trace_page(trace: Trace, language: str | None = None) -> str:
    """The HTML of one page: question, answer with its proof, plan, routes before and after fusion, reflection.

    It holds its own style for light and dark and for print, and neither script nor link, so nothing in a question or
    a document can act. ``language`` is that of the labels; by default the answer's.
    """
    asked = next((step for step in reversed(trace.steps) if isinstance(step, Asked)), None)
    spoken = language or (asked.question.language if asked else "en")
    say = _WORDS.get(spoken, _WORDS["en"])
    body = "".join(
        (
            _head(trace, asked, say),
            _answer(trace.answer, say) if trace.answer else "",
            _plan(trace, say),
            *(_round(trace, number, say) for number in _rounds(trace)),
            _time(trace, say),
        )
    )
    return (
        f'<!doctype html>\n<html lang="{"zh" if say is _WORDS["zh"] else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(cut(trace.question, 80))}</title>\n<style>{PAGE_STYLE}</style>\n</head>\n"
        f"<body><main>{body}</main></body>\n</html>\n"
    )


def _head(trace: Trace, asked: Asked | None, say: Words) -> str:
    facts = [("trace", trace.id), ("graph", trace.graph_version)]
    if asked:
        facts += [("engine", asked.engine), ("mode", say[asked.question.mode])]
        off = asked.off
        gone = (*off.routes, *off.entities, *off.relations, *off.chunks, *off.communities)
        if gone:
            facts.append(("off", ", ".join(gone[:6]) + (f" … {len(gone)}" if len(gone) > 6 else "")))
    question = asked.question.text if asked else trace.question
    typed = f'<p class="note">{say["from"]}: {escape(asked.original)}</p>' if isinstance(asked, Rewritten) else ""
    read = [
        f"{one.written} → {one.read}" for step in trace.steps if isinstance(step, Composed) for one in step.respelled
    ]
    typed += f'<p class="note">{say["respelled"]}: {escape(", ".join(read))}</p>' if read else ""
    told = "".join(f"<span>{say[name]} <b>{escape(value)}</b></span>" for name, value in facts)
    return f'<header><h1>{escape(question)}</h1>{typed}<p class="facts">{told}</p></header>'


def _answer(answer: Answer, say: Words) -> str:
    marks = "" if answer.found else f'<span class="chip warn">{say["not_found"]}</span>'
    marks += f'<span class="chip warn">{say["unsupported"]}</span>' if answer.unsupported else ""
    parts = [f'<section class="answer"><h2>{say["answer"]} {marks}</h2><p class="said">{escape(answer.text)}</p>']
    if answer.nearest:
        parts.append(f"<p>{say['nearest']}: {escape(', '.join(answer.nearest))}</p>")
    if answer.paths:
        parts.append(f"<h3>{say['paths']}</h3>" + "".join(map(_path, answer.paths)))
    if answer.citations:
        rows = "".join(
            f"<li><q>{escape(one.quote)}</q><span class='where'>{escape(one.document)} "
            f"{one.span.start}–{one.span.end}</span></li>"
            for one in answer.citations
        )
        parts.append(f"<h3>{say['citations']}</h3><ol class='quotes'>{rows}</ol>")
    return "".join(parts) + "</section>"


def _path(path: EvidencePath) -> str:
    first = path[0]
    nodes = [f"<b>{escape(first.tail_name if first.inward else first.head_name)}</b>"]
    for hop in path:
        arrow = ("←", "") if hop.inward else ("", "→")
        far = hop.head_name if hop.inward else hop.tail_name
        nodes.append(f"<i>{arrow[0]} {escape(hop.relation)} {arrow[1]}</i><b>{escape(far)}</b>")
    return f"<p class='path'>{''.join(nodes)}</p>"


def _plan(trace: Trace, say: Words) -> str:
    planned = next((step for step in trace.steps if isinstance(step, Planned)), None)
    if planned is None:
        return ""
    linked = next((step for step in trace.steps if isinstance(step, Linked)), None)
    mark = f"<span class='chip'>{say['edited']}</span>" if planned.edited else ""
    mark += f"<span class='chip warn'>{say['aside']}: {escape(planned.aside)}</span>" if planned.aside else ""
    parts = [f"<section><h2>{say['plan']} {mark}</h2>"]
    if linked and linked.anchors:
        names = "".join(
            f"<span class='chip'>{escape(one.name)} <i>{escape(one.type)}</i></span>" for one in linked.anchors
        )
        parts.append(f"<p>{say['anchors']}: {names}</p>")
    queries = []
    for query in planned.plan.sub_queries:
        chips = "".join(_chip(route, say) for route in query.routes)
        chips += "".join(
            f"<span class='chip'>{escape(name)}</span>" for name in (*query.relations, *query.target_types)
        )
        chips += f"<span class='chip'>{say['needs']} {escape(', '.join(query.needs))}</span>" if query.needs else ""
        chips += f"<span class='chip'>{say['aim']} {escape(query.aim)}</span>" if query.aim != "find" else ""
        queries.append(f"<li><span class='id'>{escape(query.id)}</span>{escape(query.text)}<div>{chips}</div></li>")
    return "".join(parts) + (f"<ul class='plan'>{''.join(queries)}</ul>" if queries else "") + "</section>"


def _rounds(trace: Trace) -> list[int]:
    return sorted({step.round for step in trace.steps if isinstance(step, Retrieved | Fused | Reflected)})


def _round(trace: Trace, number: int, say: Words) -> str:
    served = [step for step in trace.steps if isinstance(step, Retrieved) and step.round == number]
    parts = [f"<section><h2>{say['round'].format(n=number)}</h2>"]
    if served:
        parts.append(f"<h3>{say['before']}</h3>{''.join(_served(step, say) for step in served)}")
    for step in trace.steps:
        if isinstance(step, Fused) and step.round == number:
            earlier = [one for one in trace.steps if isinstance(one, Retrieved) and one.round <= number]
            parts.append(_fused(step, earlier, say))
        elif isinstance(step, Reflected) and step.round == number:
            verdict = step.reflection
            state = say["enough"] if verdict.enough else say["not_enough"]
            following = "".join(f"<li>{escape(query.text)}</li>" for query in verdict.next)
            more = f"<p>{say['next']}:</p><ul>{following}</ul>" if following else ""
            parts.append(f"<h3>{say['reflection']}</h3><p>{state}. {escape(verdict.missing)}</p>{more}")
    return "".join(parts) + "</section>"


def _served(step: Retrieved, say: Words) -> str:
    state = f"<span class='chip warn'>{say['failed']}: {escape(step.error)}</span>" if step.error else ""
    state += f"<span class='chip'>{say['cached']}</span>" if step.cached else ""
    count = say["found"].format(n=len(step.evidence))
    items = "".join(f"<li><span class='num'>{one.score:.3f}</span>{_text(one)}</li>" for one in step.evidence[:_SHOWN])
    rest = len(step.evidence) - _SHOWN
    items += f"<li class='note'>{say['more'].format(n=rest)}</li>" if rest > 0 else ""
    opened = " open" if step.error else ""
    return (
        f"<details{opened}><summary>{_chip(step.route, say)}"
        f"<span class='grow'>{escape(step.sub_query.text)}</span>{state}"
        f"<span class='num'>{count} · {step.ms:.1f} ms</span></summary><ol>{items}</ol></details>"
    )


def _fused(step: Fused, served: Iterable[Retrieved], say: Words) -> str:
    places: dict[str, list[tuple[str, int]]] = {}
    for one in served:
        for rank, item in enumerate(one.evidence, 1):
            places.setdefault(item.id, []).append((one.route, rank))
    rows = []
    for rank, item in enumerate(step.evidence, 1):
        was = " ".join(f"{_chip(route, say)}{place}" for route, place in places.get(item.id, ()))
        worth = f"{step.scores[rank - 1]:.4f}" if rank <= len(step.scores) else ""
        rows.append(
            f"<tr><td class='num'>{rank}</td><td>{_text(item)}</td><td class='was'>{was}</td>"
            f"<td class='num'>{item.score:.3f}</td><td class='num'>{worth}</td></tr>"
        )
    mark = f"<span class='chip'>{say['reranked']}</span>" if step.reranked else ""
    mark += f"<span class='chip warn'>{escape(step.error)}</span>" if step.error else ""
    kept = say["kept"].format(n=len(step.evidence), m=step.offered)
    head = "".join(f"<th>{say[name]}</th>" for name in ("rank", "evidence", "was", "score", "fused"))
    return (
        f"<h3>{say['after']} <span class='note'>{kept}</span> {mark}</h3><table><tr>{head}</tr>{''.join(rows)}</table>"
    )


def _text(item: Evidence) -> str:
    plain = " ".join(item.text.split())
    if len(plain) <= _LONG:
        return escape(plain)
    return f"<details class='text'><summary>{escape(cut(plain, _LONG))}</summary>{escape(item.text)}</details>"


def _time(trace: Trace, say: Words) -> str:
    rows = timeline_rows(trace)
    whole = max((row["end"] for row in rows), default=0.0) or 1.0
    lines = []
    for row in rows:
        name = say[row["route"]] if row["route"] else say.get(row["step"], row["step"])
        left, width = 100 * row["start"] / whole, max(0.4, 100 * (row["end"] - row["start"]) / whole)
        color = row["color"] or "var(--ink-soft)"
        lines.append(
            f"<tr><td>{escape(str(name))}</td><td class='lane'><i style='margin-left:{left:.2f}%;width:{width:.2f}%;"
            f"background:{color}'></i></td><td class='num'>{row['end'] - row['start']:.1f} ms</td></tr>"
        )
    return f"<section><h2>{say['time']}</h2><table class='time'>{''.join(lines)}</table></section>" if lines else ""


def _chip(route: str, say: Words) -> str:
    color = ROUTE_COLORS.get(route, "#7b8494")
    return f"<span class='chip route' style='--route:{color}'>{escape(say.get(route, route))}</span>"
