"""The sound of clips, as futures; decoded in the worker that decodes what is looked at."""

import os
from concurrent.futures import Future
from fractions import Fraction
from typing import TYPE_CHECKING

from verifier.domain.errors import VerifierError
from verifier.domain.records import Item
from verifier.media.sound_messages import ReadSound, SoundReply
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace


def sound(workspace: "Workspace", item: Item, from_s: Fraction, seconds: Fraction) -> Future[SoundReply]:
    """Read some seconds of an item's sound from a container time on; the future raises ``VerifierError``."""
    try:
        request = ReadSound.of(os.fsencode(original_path(workspace, item)), from_s, seconds)
    except VerifierError as error:
        failed: Future[SoundReply] = Future()
        failed.set_exception(error)
        return failed
    return workspace.pool.submit(request, SoundReply, lane="stage")
