"""Pixels that are lent arrive as they were, in every format and by every way of sharing memory."""

import os

import numpy as np
import pytest

from verifier.domain.errors import WorkerDied
from verifier.media import shared_block
from verifier.media.lend import lend_pixels
from verifier.media.shared_block import blocks, open_block

WAYS = ["_Anonymous", "_Named"]


def picture(width: int, height: int) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (height, width, 3), np.uint8)


@pytest.fixture(params=WAYS)
def way(request, monkeypatch):
    chosen = getattr(shared_block, request.param)()
    monkeypatch.setattr(shared_block, "blocks", lambda: chosen)
    monkeypatch.setattr("verifier.media.lend.blocks", lambda: chosen)
    yield chosen
    chosen.discard(os.getpid())


@pytest.mark.parametrize(("width", "height"), [(1, 1), (7, 5), (64, 64), (33, 130)])
@pytest.mark.parametrize("pixel_format", ["rgb", "bgrx"])
def test_pixels_arrive_as_they_were(way, width, height, pixel_format):
    pixels = picture(width, height)
    lent = lend_pixels(pixels, pixel_format)
    assert lent.stride % 4 == 0
    got = open_block(lent.block.name, lent.stride * height, os.getpid())
    rows = np.frombuffer(got.view, np.uint8).reshape(height, lent.stride)
    if pixel_format == "rgb":
        assert (rows[:, : width * 3].reshape(height, width, 3) == pixels).all()
    else:
        assert (rows.reshape(height, width, 4) == np.dstack([pixels[:, :, ::-1], np.full((height, width), 255)])).all()
    assert got.view.readonly


def test_pixels_that_were_turned_can_be_lent(way):
    turned = picture(9, 6).swapaxes(0, 1)[::-1]
    lent = lend_pixels(turned, "rgb")
    rows = np.frombuffer(lent.view, np.uint8).reshape(9, lent.stride)
    assert (rows[:, :18].reshape(9, 6, 3) == turned).all()


@pytest.mark.parametrize("name", ["/etc/passwd", "/proc/1/fd/3", "/proc/self/fd/0", "../x", "/vfy-1-0", ""])
def test_a_block_that_is_not_the_workers_own_is_not_opened(way, name):
    with pytest.raises(WorkerDied):
        open_block(name, 16, os.getpid())


def test_a_block_smaller_than_it_claims_is_not_opened(way):
    block = way.create(4096, 0)
    with pytest.raises(WorkerDied):
        open_block(block.name, 8192, os.getpid())


def test_memory_that_could_still_shrink_is_not_mapped():
    fd = os.memfd_create("loose", os.MFD_ALLOW_SEALING)
    os.ftruncate(fd, 4096)
    with pytest.raises(WorkerDied):
        open_block(f"/proc/{os.getpid()}/fd/{fd}", 4096, os.getpid())
    os.close(fd)


def test_named_blocks_left_unread_are_taken_away():
    named = shared_block._Named()
    block = named.create(4096, 3)
    named.discard(os.getpid())
    with pytest.raises(FileNotFoundError):
        named.open(block.name, 4096, os.getpid())


def test_this_system_shares_memory():
    assert blocks().create(16, 0).view.nbytes == 16
