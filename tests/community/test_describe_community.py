"""The plain wording of communities."""

import doctest

from kgworkbench.community import describe as module
from kgworkbench.community.describe import describe
from kgworkbench.model.tasks import DescribeTask


def test_doctest():
    assert doctest.testmod(module).failed == 0


def test_english():
    members = ("Rhine", "Basel", "Cologne", "Aare", "Mainz", "Bonn", "Delta")
    facts = ("Aare joins Mainz", "Rhine flows_through Basel")
    told = describe(DescribeTask("c", "Rhine", members, ("Rhine", "city", "river"), facts))
    assert told.name == "Rhine: city, river"
    assert told.summary.startswith("Rhine, Basel, Cologne, Aare, Mainz, Bonn and others. Typical: city, river.")
    assert told.summary.index("Rhine flows through Basel") < told.summary.index("Aare joins Mainz")
    assert told.summary.endswith(".")


def test_chinese():
    told = describe(DescribeTask("c", "沈括", ("沈括", "梦溪笔谈"), ("天文",), ("沈括 撰写 梦溪笔谈",), "zh"))
    assert told.name == "沈括：天文"
    assert told.summary == "沈括、梦溪笔谈。关键词：天文。沈括 撰写 梦溪笔谈。"


def test_next_to_nothing():
    assert describe(DescribeTask("c", "One", ("One",), (), ())).name == "One"
    assert describe(DescribeTask("c", "", ("One",), ("One",), ())).name == "One: One"
