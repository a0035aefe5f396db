"""Sheets: plain values in, text and never HTML out."""

from kgworkbench.app.components.sheet import Sheet, h


def test_a_node_is_a_plain_value() -> None:
    node = h("div.card.wide", "text", [h("span", 3), None], click={"open": 1}, key="k", aria_label="x")
    assert node == {
        "t": "div",
        "c": "card wide",
        "on": {"click": {"open": 1}},
        "a": {"aria-label": "x", "role": "button", "tabindex": "0"},
        "k": "k",
        "x": ["text", {"t": "span", "x": ["3"]}],
    }


def test_what_is_said_in_one_breath_is_heard_once_each_and_in_order() -> None:
    heard: list[object] = []
    sheet = Sheet(h("div"), on_click=heard.append, on_hover=lambda value: heard.append(("over", value)))
    first = {"type": "click", "value": "a", "serial": 5}
    second = {"type": "hover", "value": "b", "serial": 6}
    sheet.said = [first]
    sheet.said = [first, second, {"type": "click", "value": "c", "serial": 7}]
    assert heard == ["a", ("over", "b"), "c"]


def test_showing_the_same_again_sends_nothing() -> None:
    sheet = Sheet(h("div", "x"))
    sent: list[object] = []
    sheet.param.watch(sent.append, "drawn")
    sheet.show(h("div", "x"))
    sheet.show(h("div", "y"))
    assert len(sent) == 1
