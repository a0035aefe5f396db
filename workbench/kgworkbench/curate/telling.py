"""Operations in words, English and Chinese, with the names their entities have where they are told."""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from kgworkbench.curate.apart import meant_by
from kgworkbench.curate.rules import rule_told
from kgworkbench.model.graph import Entity, Relation
from kgworkbench.model.journal import (
    Action,
    AddRelation,
    AnswerProposal,
    AnswerViolation,
    Confirm,
    DeleteEntity,
    DeleteRelation,
    EditRelation,
    KeepApart,
    Merge,
    MergeCommunities,
    MoveEntity,
    Pin,
    PinCommunity,
    Redo,
    Rename,
    RenameCommunity,
    Retype,
    SetAttribute,
    Split,
    SplitCommunity,
    Undo,
)

__all__ = ["SENTENCES", "Known", "told"]

_SHOWN = 6

SENTENCES: dict[str, tuple[str, str]] = {
    "Merge": ("merge {members} into {into}", "将{members}并入{into}"),
    "Merge called": ("merge {members} into {into}, called {name}", "将{members}并入{into}，称为{name}"),
    "Split": (
        "split {name} ({type}) off {entity} by {n} chunks",
        "按 {n} 个文本块从{entity}中拆出{name}（{type}）",
    ),
    "KeepApart": ("{one} and {other} are not the same", "{one}与{other}不是同一事物"),
    "KeepApart communities": (
        "keep the communities of {one} and {other} apart at level {level}",
        "让第 {level} 层{one}与{other}所在的社区保持分开",
    ),
    "Rename": ("rename {entity} to {name}", "将{entity}重命名为{name}"),
    "Retype": ("{entity} is of type {type}", "{entity}的类型为{type}"),
    "Pin": ("pin {name} ({type})", "固定{name}（{type}）"),
    "SetAttribute": ("{type} of {entity}: {old} becomes {new}", "{entity}的{type}：{old}改为{new}"),
    "DeleteEntity": ("delete {entity}", "删除{entity}"),
    "AddRelation": ("add {head} {type} {tail}", "添加关系{head}{type}{tail}"),
    "EditRelation": ("{link} becomes {head} {type} {tail}", "关系{link}改为{head}{type}{tail}"),
    "DeleteRelation": ("delete {link}", "删除关系{link}"),
    "Confirm": ("confirm {thing}", "确认{thing}"),
    "MoveEntity": ("move {entity} to the community of {anchor}", "将{entity}移至{anchor}所在的社区"),
    "MergeCommunities": ("merge the communities of {members} at level {level}", "合并第 {level} 层{members}所在的社区"),
    "SplitCommunity": (
        "split {members} off the community of {anchor} at level {level}",
        "从第 {level} 层{anchor}所在的社区中拆出{members}",
    ),
    "PinCommunity": ("keep {members} in the community of {anchor}", "让{members}始终留在{anchor}所在的社区"),
    "RenameCommunity": (
        "call the community of {anchor} at level {level} {name}",
        "将第 {level} 层{anchor}所在的社区命名为{name}",
    ),
    "AnswerProposal accept": ("accept the proposed {kind} type {names}", "接受提议的{kind}类型{names}"),
    "AnswerProposal accept as": (
        "accept the proposed {kind} type {names} as {to}",
        "接受提议的{kind}类型{names}，作为{to}",
    ),
    "AnswerProposal map as": ("map the proposed {kind} type {names} as {to}", "将提议的{kind}类型{names}映射到{to}"),
    "AnswerProposal map": ("map the proposed {kind} type {names}", "映射提议的{kind}类型{names}"),
    "AnswerProposal reject as": (
        "reject the proposed {kind} type {names} as {to}",
        "拒绝将提议的{kind}类型{names}作为{to}",
    ),
    "AnswerProposal reject": ("reject the proposed {kind} type {names}", "拒绝提议的{kind}类型{names}"),
    "AnswerViolation accept": ("accept the claim {claim} ({rule})", "将断言{claim}加入图（{rule}）"),
    "AnswerViolation ignore": ("ignore the claim {claim} ({rule})", "忽略断言{claim}（{rule}）"),
    "Undo": ("undo {number}", "撤销第 {number} 项操作"),
    "Redo": ("redo {number}", "重做第 {number} 项操作"),
    "more": ("{names} and {n} more", "{names}等 {n} 项"),
    "nothing": ("nothing", "空"),
    "same type": ("same type", "类型不变"),
    "gone": ("something no longer there", "已不在图中的实体"),
    "entity": ("entity", "实体"),
    "relation": ("relation", "关系"),
    "attribute": ("attribute", "属性"),
}
"""What is said of each kind of operation, English and Chinese; the placeholders of both are the same."""


_Thing = TypeVar("_Thing", covariant=True)


class _Finds(Protocol[_Thing]):
    """Things by id; a dictionary will do."""

    def get(self, ident: str, /) -> _Thing | None: ...


class Known(Protocol):
    """Entities and relations by id: a graph in work, or as it was on some day."""

    @property
    def entities(self) -> _Finds[Entity]:
        """Entities by id."""
        ...

    @property
    def relations(self) -> _Finds[Relation]:
        """Relations by id."""
        ...


@dataclass(frozen=True, slots=True)
class _Teller:
    """The words of one language, and the names that one graph knows."""

    known: Known
    language: str

    def say(self, key: str, **values: object) -> str:
        return SENTENCES[key][self.language == "zh"].format(**values)

    def quoted(self, name: str) -> str:
        return f"“{name}”" if self.language == "zh" else name

    def name(self, ident: str) -> str:
        entity = self.known.entities.get(ident)
        if entity is not None:
            return self.quoted(entity.name)
        return self.say("gone") if self.language == "zh" else ident

    def row(self, parts: tuple[str, ...]) -> str:
        return ("" if self.language == "zh" else ", ").join(parts)

    def names(self, idents: tuple[str, ...]) -> str:
        shown = self.row(tuple(self.name(ident) for ident in idents[:_SHOWN]))
        if len(idents) <= _SHOWN:
            return shown
        # The English sentence counts those left out, the Chinese one all of them.
        return self.say("more", names=shown, n=len(idents) - (0 if self.language == "zh" else _SHOWN))

    def link(self, ident: str) -> str:
        relation = self.known.relations.get(ident)
        if relation is None:
            return self.say("gone") if self.language == "zh" else ident
        ends = self.name(relation.head), self.name(relation.tail)
        return ("" if self.language == "zh" else " ").join((ends[0], relation.type, ends[1]))

    def value(self, text: str) -> str:
        return self.quoted(text) if text else self.say("nothing")


def told(action: Action, known: Known, language: str = "en") -> str:
    """One line that says what the action does, with the names that ``known`` has; ``language`` is en or zh."""
    teller = _Teller(known, language)
    say, name, quoted = teller.say, teller.name, teller.quoted
    match action:
        case Merge(into, members, called):
            others = tuple(member for member in members if member != into) or members
            words = {"members": teller.names(others), "into": name(into)}
            return say("Merge called", **words, name=quoted(called)) if called else say("Merge", **words)
        case Split(entity, chunks, called, kind):
            made = quoted(called) if called else name(entity)
            return say("Split", name=made, type=kind or say("same type"), entity=name(entity), n=len(chunks))
        case KeepApart(one, other):
            here, there = meant_by(one), meant_by(other)
            if here is None or there is None:
                return say("KeepApart", one=name(one), other=name(other))
            return say("KeepApart communities", one=name(here[0]), other=name(there[0]), level=here[1])
        case Rename(entity, called):
            return say("Rename", entity=name(entity), name=quoted(called))
        case Retype(entity, kind):
            return say("Retype", entity=name(entity), type=quoted(kind))
        case Pin(_, called, kind):
            return say("Pin", name=quoted(called), type=kind)
        case SetAttribute(entity, kind, old, new):
            return say("SetAttribute", type=kind, entity=name(entity), old=teller.value(old), new=teller.value(new))
        case DeleteEntity(entity):
            return say("DeleteEntity", entity=name(entity))
        case AddRelation(head, kind, tail):
            return say("AddRelation", head=name(head), type=kind, tail=name(tail))
        case EditRelation(relation, head, kind, tail):
            return say("EditRelation", link=teller.link(relation), head=name(head), type=kind, tail=name(tail))
        case DeleteRelation(relation):
            return say("DeleteRelation", link=teller.link(relation))
        case Confirm(what, ident):
            return say("Confirm", thing=name(ident) if what == "entity" else teller.link(ident))
        case MoveEntity(entity, anchor):
            return say("MoveEntity", entity=name(entity), anchor=name(anchor))
        case MergeCommunities(anchors, level):
            return say("MergeCommunities", members=teller.names(anchors), level=level)
        case SplitCommunity(anchor, members, level):
            return say("SplitCommunity", members=teller.names(members), anchor=name(anchor), level=level)
        case PinCommunity(anchor, members):
            return say("PinCommunity", members=teller.names(members), anchor=name(anchor))
        case RenameCommunity(anchor, called, level):
            return say("RenameCommunity", anchor=name(anchor), level=level, name=quoted(called))
        case AnswerProposal(answer, kind, called, to):
            key = f"AnswerProposal {answer} as" if to else f"AnswerProposal {answer}"
            return say(key, kind=say(kind), names=teller.row(tuple(map(quoted, called))), to=quoted(to))
        case AnswerViolation(answer, _, rule, claim):
            words = {"claim": quoted(" ".join(claim)), "rule": rule_told(rule, language)}
            return say(f"AnswerViolation {answer}", **words)
        case Undo(number) | Redo(number):
            return say(type(action).__name__, number=number)
