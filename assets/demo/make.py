"""Render the demonstration's media into this folder: ``python assets/demo/make.py`` (about ten minutes of one core).

Three photos, a copy as a messenger would leave it, a clip of variable rate with its SRT, an invoice, and ``demo.json``
(what the demonstration case states about them). Everything is synthetic, and every file says so. Same libraries, same
bytes.
"""

import io
import json
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from invoice import invoice
from landscape import build_levels
from PIL import Image
from shots import CLIP_PLACE, CLIP_SIZE, PHOTOS, ClipStage, Photo, box_of, take
from statements import statements
from telemetry import HONEST, exif, srt, xmp

HERE = Path(__file__).resolve().parent
CLIP = "DJI_20260314111630_0415_D"
CLIP_START = datetime(2026, 3, 14, 11, 16, 30, 412000)  # noqa: DTZ001  # the SRT holds local time without a zone
CLIP_MS = 9000
COPY = "IMG-20260314-WA0007.jpg"
MARKED_MS = 3200
"""The clip is tagged on the frame shown at this time."""


def write_photo(image: Image.Image, photo: Photo) -> None:
    """Write a photo as its camera would: turned by EXIF orientation where it was held upright."""
    orientation = 1 if photo.is_upright else 6
    stored = image if photo.is_upright else image.transpose(Image.Transpose.ROTATE_90)
    tags, packet = exif(photo.camera, photo.taken, orientation, stored.size), xmp(photo.camera, photo.taken)
    stored.save(HERE / photo.name, "JPEG", quality=80, exif=tags.tobytes(), xmp=packet)


def write_copy(image: Image.Image) -> None:
    """Write the copy that a messenger leaves: smaller, squeezed harder, its metadata gone."""
    small = image.resize((1280, 960), Image.Resampling.LANCZOS)
    small.save(HERE / COPY, "JPEG", quality=62, progressive=True)


def frame_times() -> list[int]:
    """Times of the frames in ms: mostly 30 a second, slowing and stumbling as phones and links do."""
    chance = np.random.default_rng(415)
    times, now = [], 0
    while now < CLIP_MS:
        times.append(now)
        slow = 17 if 4200 < now < 6000 else 0
        now += int(chance.choice([33, 33, 34, 33, 34, 40, 50, 67])) + slow
    return times


def write_clip(stage: ClipStage, times: list[int]) -> None:
    """Encode the clip in milliseconds, one thread, so that the same encoder gives the same bytes."""
    path = HERE / f"{CLIP}.MP4"
    options = {"movflags": "+faststart", "video_track_timescale": "1000", "fflags": "+bitexact"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        container.metadata.update({"title": HONEST, "comment": HONEST, "creation_time": "2026-03-13T22:16:30Z"})
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = *CLIP_SIZE, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.thread_count = 1
        stream.codec_context.options = {"crf": "27", "preset": "slow", "g": "60", "bf": "2"}
        for time in times:
            frame = av.VideoFrame.from_image(stage.frame(time / 1000)).reformat(format="yuv420p")
            frame.pts, frame.time_base = time, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def main() -> None:
    """Make every file."""
    times = frame_times()
    (HERE / f"{CLIP}.SRT").write_text(srt(times, CLIP_MS + 33, CLIP_START, CLIP_PLACE), encoding="utf-8", newline="\n")
    (HERE / "invoice_DEMO-2026-0147.pdf").write_bytes(invoice())
    levels = build_levels()
    for number, photo in enumerate(PHOTOS):
        image = take(levels, photo, number)
        write_photo(image, photo)
        if number == 0:
            write_copy(_as_stored(image))
    stage = ClipStage(levels)
    write_clip(stage, times)
    ordinal = max(index for index, time in enumerate(times) if time <= MARKED_MS)
    boxes = {photo.name: box_of(photo.camera, photo.flight) for photo in PHOTOS}
    boxes[f"{CLIP}.MP4"] = stage.box(times[ordinal] / 1000)
    text = json.dumps(statements(boxes, f"{CLIP}.MP4", ordinal, times[ordinal], COPY), indent=2, ensure_ascii=False)
    (HERE / "demo.json").write_text(text + "\n", encoding="utf-8")


def _as_stored(image: Image.Image) -> Image.Image:
    squeezed = io.BytesIO()
    image.save(squeezed, "JPEG", quality=80)
    return Image.open(squeezed).convert("RGB")


if __name__ == "__main__":
    main()
