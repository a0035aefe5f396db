"""Colours: stable, apart, and readable whatever one's colour vision."""

import itertools
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgworkbench.present import palette
from kgworkbench.present.palette import style_of, styles_of

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency", 2009.
VISIONS = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def seen(colour: str, vision: str) -> np.ndarray:
    """CIELAB of the colour as that vision sees it."""
    xyz = TO_XYZ @ np.clip(np.array(VISIONS[vision]) @ linear(colour), 0, 1) / np.array([0.9505, 1.0, 1.089])
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("theme", ["color", "dark"])
def test_types_of_one_shape_stay_apart_for_every_vision(vision: str, theme: str) -> None:
    for one, other in itertools.combinations(palette._SLOTS, 2):
        if one.shape == other.shape:
            apart = np.linalg.norm(seen(getattr(one, theme), vision) - seen(getattr(other, theme), vision))
            assert apart > 40, (one, other)


@pytest.mark.parametrize(("theme", "ground"), [("color", "#ffffff"), ("dark", "#14181f")])
def test_every_colour_stands_out_from_its_ground(theme: str, ground: str) -> None:
    for style in (*palette._SLOTS, palette.NEUTRAL):
        light = sorted((linear(getattr(style, theme)) @ TO_XYZ[1], linear(ground) @ TO_XYZ[1]))
        assert (light[1] + 0.05) / (light[0] + 0.05) > 2.3, style


def test_a_name_has_one_style_in_every_process() -> None:
    names = ["Person", "Machine", "人物", "机构", "Työ"]
    code = "import sys; from kgworkbench.present.palette import style_of; print([style_of(n) for n in sys.argv[1:]])"
    for seed in ("1", "2"):
        told = subprocess.run(
            [sys.executable, "-c", code, *names],
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed},
            check=True,
        )
        assert told.stdout.strip() == str([style_of(name) for name in names])


@given(st.lists(st.text(min_size=1, max_size=8), max_size=72, unique=True), st.randoms())
def test_types_shown_together_differ_and_their_order_is_no_matter(names: list[str], chance: object) -> None:
    found = styles_of(names)
    assert len({(style.color, style.shape) for style in found.values()}) == len(names)
    chance.shuffle(names)  # type: ignore[attr-defined]
    assert styles_of(names) == found


def test_without_a_collision_a_type_keeps_its_own_style() -> None:
    assert styles_of(["Person"]) == {"Person": style_of("Person")}
    together = styles_of(["Person", "Machine", "Place"])
    assert sum(together[name] == style_of(name) for name in together) >= 1
