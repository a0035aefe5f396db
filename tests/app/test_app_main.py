"""The front door: what is refused before anything starts."""

import socket

import pytest

from kgworkbench.app.main import serve, serve_in_thread
from kgworkbench.errors import InputError, PortInUseError
from kgworkbench.workbench import Workbench


def test_a_port_in_use_is_refused_before_anything_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    import kgworkbench.app.main as main

    monkeypatch.setattr(main, "build_app", lambda *_, **__: pytest.fail("something was started"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=str(port)):
            serve(tmp_path / "graph.kgw", port=port)
    assert not (tmp_path / "graph.kgw").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org"])
def test_beyond_loopback_a_password_is_demanded(host: str, empty_bench: Workbench) -> None:
    with pytest.raises(InputError, match="KGW_PASSWORD"):
        serve(None, host=host)
    with pytest.raises(InputError, match="KGW_PASSWORD"):
        serve_in_thread(empty_bench, address=host)


def test_a_shell_is_made_and_turned_through_with_no_browser(desk) -> None:
    from kgworkbench.app.shell import Shell

    shell = Shell(desk)
    for key in "2341":
        shell.session.press(key)
        assert shell.page.main
    shell.session.language = "zh"
    shell.session.dark = True
    shell.session.sel = desk.snapshot.graph.entities[0].id
    assert "模式" in str(shell._nav.node)
    assert desk.snapshot.graph.entities[0].name in str(shell._side.node)


def test_another_language_keeps_what_was_begun_on_every_page(desk) -> None:
    from kgworkbench.app.pages.ask import AskPage
    from kgworkbench.app.pages.communities import CommunitiesPage
    from kgworkbench.app.pages.schema import SchemaPage
    from kgworkbench.app.shell import Shell

    shell = Shell(desk)

    def page(name: str):
        shell.session.page = name
        return shell._pages[name]

    schema = page("schema")
    assert isinstance(schema, SchemaPage)
    key = schema.draft.add("entity", "Prize")
    schema.bring("relation")
    ask, groups = page("ask"), page("communities")
    assert isinstance(ask, AskPage)
    assert isinstance(groups, CommunitiesPage)
    groups._act({"kind": "icicle"})
    ask.ask("Who designed Pascal?")
    ask._act({"mode": "open"})
    # Twice, and only the pages in view in between are made anew.
    shell.session.language = "zh"
    page("ask")
    shell.session.language = "en"
    assert page("schema") is not schema
    assert page("schema").draft.named("entity", "Prize") == key
    assert page("schema")._deck.front == "relation"
    assert [turn["question"] for turn in page("ask").turns] == ["Who designed Pascal?"]
    assert "Who designed Pascal?" in str(page("ask")._talk.node)
    assert page("ask")._mode == "open"
    assert page("communities")._chart.kind == "icicle"
    assert page("schema").step_back() is False


def test_a_workbench_that_has_not_been_looked_at_yet_is_shown_once_it_has(bench: Workbench) -> None:
    from kgworkbench.app.desk import Desk
    from kgworkbench.app.pages.extract import ExtractPage
    from kgworkbench.app.shell import Shell

    desk = Desk()
    shell = Shell(desk)
    shell.session.page = "extract"
    desk.bench = bench
    desk.touch()
    shell.tick()
    desk.refresh()
    shell.tick()
    assert isinstance(shell._pages.get("extract"), ExtractPage)
    assert shell._slots["extract"].visible
    assert not shell._slots["welcome"].visible
