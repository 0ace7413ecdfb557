"""The task that follows a region; what it has learned of it is kept between two stretches. Imported by workers only."""

import os
from importlib.metadata import version
from pathlib import Path

from verifier.domain.errors import UsageError
from verifier.domain.regions import Region
from verifier.media.following import Follower, can_follow
from verifier.media.following_messages import Followed, FollowOn, Why
from verifier.media.frame_pixels import pixel_libraries
from verifier.media.messages import Kept
from verifier.media.sniff import sniff_file
from verifier.media.video import open_clip

_under_way = Kept(room=1)


class _Job:
    """A clip opened for one job, and the follower in it."""

    def __init__(self, request: FollowOn) -> None:
        path = Path(os.fsdecode(request.path))
        self._clip = open_clip(path, sniff_file(path))
        try:
            self.follower = Follower(self._clip, *request.first, request.step)
        except BaseException:
            self._clip.close()
            raise

    def close(self) -> None:
        self._clip.close()


def follow_on(request: FollowOn) -> Followed:
    """Follow a region for some frames; raise ``UsageError`` for one that does not move."""
    if not can_follow(request.region):
        raise UsageError("A whole frame does not move; mark what is to be followed.")
    follower = _under_way.get(request.job, lambda: _Job(request)).follower
    follower.resume(request.ordinal, request.region)
    found: list[tuple[int, Region]] = []
    why: Why = ""
    while len(found) < request.frames and not why:
        why = follower.go_on()
        if not why:
            found.append((follower.ordinal, follower.region))
    return Followed(tuple(found), why, {**pixel_libraries(), "opencv-python": version("opencv-python")})
