from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from textkit.training.reliability import calibration_error, reliability, reliability_svg


def test_honest_probabilities_lie_on_the_diagonal() -> None:
    rng = np.random.default_rng(0)
    probabilities = rng.uniform(size=(20000, 1))
    labels = (rng.uniform(size=(20000, 1)) < probabilities).astype(np.int8)
    bins = reliability(probabilities, labels)
    assert sum(b.size for b in bins) == 20000
    assert all(abs(b.predicted - b.observed) < 0.06 for b in bins)


def test_the_picture_is_well_formed_and_has_a_point_a_bin() -> None:
    bins = reliability(np.array([[0.05, 0.95]]), np.array([[0, 1]], np.int8))
    picture = ET.fromstring(reliability_svg(bins, "Title"))
    assert len(picture.findall("{http://www.w3.org/2000/svg}circle")) == 2


def test_the_calibration_error_is_the_mean_distance_from_the_diagonal() -> None:
    probabilities = np.array([[0.9], [0.9], [0.15], [0.15]])
    labels = np.array([[1], [0], [0], [0]], np.int8)
    assert calibration_error(probabilities, labels) == pytest.approx((0.4 + 0.15) / 2)
