"""What is said to a person whose model cannot be run: one sentence each. Imports nothing."""

NO_MODEL = "The file is no ONNX model, or it is cut off."
ELSEWHERE = "The model keeps its numbers in other files, which are never opened; export it as one file."
NO_PICTURE_FED = "The model takes something else than one picture of three colors, channels first."
UNKNOWN = (
    "The output of this model has no layout that is known here: that of YOLOv5 to v12, YOLOX, "
    "or SSD with seven numbers a box."
)
UNDECIDED = "The output of this model is laid out as YOLOX and YOLOv6 both do; choose which it is."
NOT_SCORES = "The scores of this model are not between 0 and 1: its output is laid out in another way than was taken."
NO_PLACES = "This model says what a picture shows, not where: it draws no boxes."
TURNED_BOXES = "This model draws turned boxes, which are not read here; take one that was trained for upright boxes."
CRASHED = "OpenCV crashed on this model; it may be damaged. The case and the window are as they were."
CHANGED = "The file of the model changed while it ran; run it again."
NOT_DRAWN = "A detector looks at photos and clips; this item is neither."


def unknown_opset(opset: int, least: int, most: int) -> str:
    """Say that the standard operators are of a version that is not read."""
    return (
        f"The model was made for opset {opset}; opsets {least} to {most} can be read. Export it anew for one of these."
    )


def cannot_run(version: str) -> str:
    """Say that OpenCV, of a version, does not take the model."""
    return (
        f"OpenCV {version} cannot run this model: it holds operators that OpenCV does not know, or is damaged. "
        "Export it again, simplified, for opset 12 to 17."
    )


def too_large(megabytes: int) -> str:
    """Say that a model is not read for its size."""
    return f"The model is larger than {megabytes} MB, the most that is read."


def too_wide(pixels: int) -> str:
    """Say that a model wants larger pictures than are fed in."""
    return f"The model takes pictures of more than {pixels} pixels a side, the most that is fed in."


def too_slow(seconds: float) -> str:
    """Say that a model was stopped for its time."""
    return f"The model took longer than {seconds:.0f} seconds on one picture and was stopped."


def too_greedy(gigabytes: int) -> str:
    """Say that a model was stopped for its memory."""
    return f"The model needed more than {gigabytes} GB of memory and was stopped."
