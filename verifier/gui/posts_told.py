"""What saved posts told, in a sentence of the window. No Qt."""

from verifier.gui.speech import tr, trn
from verifier.workspace.posts_found import PostsFound


def posts_words(found: PostsFound) -> str:
    """Say how many posts were read, how many the case held, how many fit no file."""
    fresh, unfitted = len(found.fresh), len(found.unfitted)
    known = len(found.fitted) - fresh
    title = found.title or tr("Saved posts")
    if not found.fitted and not unfitted:
        return tr("{title}: no post in it names a file, so that nothing was taken from it.", title=title)
    parts = [trn("{number} post read", "{number} posts read", fresh)]
    if known:
        parts.append(trn("{number} is already in it", "{number} are already in it", known))
    if unfitted:
        parts.append(trn("{number} fits no file", "{number} fit no file", unfitted))
    return f"{title}: {', '.join(parts)}."
