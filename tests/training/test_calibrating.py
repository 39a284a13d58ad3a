"""Thresholds on worked examples: by labels, and by what probabilities let expect."""

from __future__ import annotations

import numpy as np
import pytest

from textkit.training.calibrating import choose_thresholds, expect_thresholds, themeless_weight
from textkit.training.targets import Targets


def test_the_threshold_by_labels_is_where_f1_is_best() -> None:
    table = np.array([[0.9], [0.8], [0.6], [0.3]])
    labels = np.array([[1], [1], [0], [1]], np.int8)
    targets = Targets(labels, np.ones((4, 1), bool), np.arange(4))
    # Tagging the first two gives 0.8; all four give 6/7.
    assert choose_thresholds(table, targets, themeless=1.0)[0] == pytest.approx(0.3)
    # Where a themeless paragraph counts for four, the wrong tag costs more than the right one brings.
    assert choose_thresholds(table, targets, themeless=4.0)[0] == pytest.approx(0.7)


def test_themeless_paragraphs_count_until_their_share_is_an_archives() -> None:
    half = Targets(np.array([[1], [0]] * 5, np.int8), np.ones((10, 1), bool), np.arange(10))
    weight = themeless_weight(half, themed=0.1)
    assert weight == pytest.approx(9.0)
    assert 5 / (5 + 5 * weight) == pytest.approx(0.1)
    all_themed = Targets(np.ones((3, 1), np.int8), np.ones((3, 1), bool), np.arange(3))
    assert themeless_weight(all_themed, themed=0.1) == 1.0


def test_the_expected_threshold_is_half_of_the_best_expected_f1() -> None:
    table = np.array([[0.9, 0.02]] + [[0.1, 0.02]] * 9)
    first, second = expect_thresholds(table)
    # One of 1.8 that are expected: 2 x 0.9 / (1 + 1.8); the others are below half of that.
    assert first == pytest.approx((0.9 + 0.1) / 2)
    # Where nothing stands out, all or none are tagged.
    assert second == pytest.approx(0.02)


def test_what_is_rare_among_the_unlabelled_needs_less_to_be_tagged() -> None:
    rare = np.array([[0.3], *[[0.01]] * 999])
    common = np.array([*[[0.9]] * 300, [0.3], *[[0.01]] * 699])
    assert expect_thresholds(rare)[0] < expect_thresholds(common)[0]
