"""Why a saved post fits no file of a case, and what to do."""

from collections import Counter
from collections.abc import Sequence

NOT_THERE = "No file of this name is in the case. Add it, then read the saved posts again."
NO_NAME = "The post names no file."
SEVERAL = "Several files of this name are in the case; which of them it is cannot be told."
OTHER_BYTES = "The file of this name has another SHA-256 than the post tells."
OTHER_SIZE = "The file of this name has another size than the post tells."
OTHER_LENGTH = "The clip of this name is longer or shorter than the post tells."
OTHER_PIXELS = "The picture of this name has another width and height than the post tells."
ITSELF = "It speaks of the saved file itself, which is not in the case yet; it is added when the posts are stated."


def not_matched(reasons: Sequence[str], posts: int) -> str:
    """Say how many posts fit no file of the case, and for which reason most of them; ``reasons``: one for each."""
    unfitted, (commonest, _) = len(reasons), Counter(reasons).most_common(1)[0]
    return f"{unfitted:,} of {posts:,} saved posts fit no file of the case, mostly for this reason: {commonest}"
