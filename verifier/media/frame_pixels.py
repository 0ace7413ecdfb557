"""Turn a decoded frame into RGB for the eye: right matrix and range, square pixels, upright.

One set of swscale flags for every picture, shown or saved: bilinear, accurate rounding, full chroma interpolation, bit
exact (the same on every processor, with any number of threads). Colors:

- matrix as the stream says; where it says nothing, BT.709 from 720 lines up and BT.601 below, as players do;
- range as the stream says; where it says nothing, limited for YUV, full for ``yuvj`` formats;
- PQ (HDR10) is brought to SDR by one fixed tone curve; HLG is shown as it is, which it was made for; BT.2020 primaries
  are not converted, so that HDR clips look a little pale. swscale's own conversion was tried (FFmpeg 8.1): it swaps
  color channels and takes 1.8 s to set up.

Shown pixels are for looking; what names a frame is the hash of the decoded planes (:mod:`frame_identity`).
"""

from typing import Any

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from verifier.media.frame_identity import plane_rows
from verifier.media.upright import Orientation

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]

_FLAGS = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.BITEXACT
_FLAGS_16_BIT = _FLAGS & ~Interpolation.FULL_CHR_H_INT
"""WORKAROUND swscale (FFmpeg 8.1) gets green and blue wrong where it makes 16-bit RGB of a frame of the same size with
full chroma interpolation; may go once ``tests/media/test_pq_colors.py`` passes without."""
_THREADS = 2
_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
"""matrix_coefficients (ITU-T H.273, table 4) -> swscale's table."""
_PQ = 16
"""transfer_characteristics of SMPTE ST 2084 (ITU-T H.273, table 3)."""
_HD_LINES = 720
_WHITE_NITS, _PEAK_NITS = 203.0, 1000.0
"""Reference white in HDR (ITU-R BT.2408) and the brightness that becomes full white here."""


class FrameConverter:
    """Converts frames of one clip; keeps swscale's tables between frames of the same shape."""

    def __init__(self, orientation: Orientation) -> None:
        self._orientation = orientation
        self._reformatter = VideoReformatter()
        self._pq_curve: np.ndarray[tuple[int], np.dtype[np.uint8]] | None = None

    def displayed(self, frame: VideoFrame, max_side: int | None = None) -> Pixels:
        """Convert to the displayed grid: (height, width, 3) uint8 RGB, upright, square pixels.

        No side is longer than ``max_side``; a picture is never enlarged.
        """
        width, height = self._size(max_side)
        return np.ascontiguousarray(self._orientation.turn(self._rgb(frame, width, height)))

    def luma(self, frame: VideoFrame, max_side: int) -> Pixels:
        """Convert as ``displayed`` does, to brightness alone: (height, width, 1) uint8, in a third of the time."""
        width, height = self._size(max_side)
        if frame.color_trc == _PQ or frame.format.is_rgb:
            rgb = self._rgb(frame, width, height).astype(np.uint32)
            gray = ((rgb @ np.array([77, 150, 29], np.uint32)) >> 8).astype(np.uint8)  # ITU-R BT.601, in 256ths
            return np.ascontiguousarray(self._orientation.turn(gray[:, :, None]))
        converted = self._reformatter.reformat(
            frame,
            width=width,
            height=height,
            format="gray",
            src_color_range=source_range(frame),
            dst_color_range=ColorRange.JPEG,
            interpolation=_FLAGS,
            threads=_THREADS,
        )
        gray = plane_rows(converted.planes[0])[:height, :width, None]
        return np.ascontiguousarray(self._orientation.turn(gray))

    def _size(self, max_side: int | None) -> tuple[int, int]:
        """Return the size on the displayed grid before any turning, no side longer than ``max_side``."""
        width, height = self._orientation.square_size
        longest = max(width, height)
        if max_side is None or longest <= max_side:
            return width, height
        return max(1, round(width * max_side / longest)), max(1, round(height * max_side / longest))

    def stored(self, frame: VideoFrame) -> Pixels:
        """Convert on the stored grid: (height, width, 3) uint8 RGB as coded, not turned, pixels as they are."""
        return self._rgb(frame, frame.width, frame.height)

    def _rgb(self, frame: VideoFrame, width: int, height: int) -> Pixels:
        is_pq = frame.color_trc == _PQ
        converted = self._reformatter.reformat(
            frame,
            width=width,
            height=height,
            format="rgb48le" if is_pq else "rgb24",
            src_colorspace=source_matrix(frame),
            dst_colorspace=Colorspace.ITU709,
            src_color_range=source_range(frame),
            dst_color_range=ColorRange.JPEG,
            interpolation=_FLAGS_16_BIT if is_pq else _FLAGS,
            threads=_THREADS,
        )
        if is_pq:
            return self._tone_mapped(_packed_rows(converted, np.dtype("<u2")))
        return _packed_rows(converted, np.dtype(np.uint8))

    def _tone_mapped(self, pixels: "np.ndarray[Any, Any]") -> Pixels:
        if self._pq_curve is None:
            self._pq_curve = pq_curve()
        return self._pq_curve[pixels >> 4]


def source_matrix(frame: VideoFrame) -> Colorspace:
    """Return the YUV matrix of a frame: as it says, or as players guess by its height."""
    guessed = Colorspace.ITU709 if frame.height >= _HD_LINES else Colorspace.ITU601
    return _MATRICES.get(frame.colorspace, guessed)


def source_range(frame: VideoFrame) -> ColorRange:
    """Return the range of a frame's values: as it says, or as its pixel format implies."""
    if frame.color_range in (ColorRange.MPEG, ColorRange.JPEG):
        return ColorRange(frame.color_range)
    is_full = frame.format.name.startswith(("yuvj", "gray", "ya", "mono", "pal")) or frame.format.is_rgb
    return ColorRange.JPEG if is_full else ColorRange.MPEG


def pq_curve() -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    """Make the curve from a 12-bit PQ value to an 8-bit sRGB one: (4096,) uint8.

    Sources: SMPTE ST 2084 (EOTF), Reinhard et al. 2002 (extended operator, equation 4), IEC 61966-2-1 (sRGB).
    """
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 4096 * 128, 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = (np.arange(4096) / 4095) ** (1 / m2)
    nits = 10000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)
    light, white = nits / _WHITE_NITS, _PEAK_NITS / _WHITE_NITS
    mapped = np.clip(light * (1 + light / white**2) / (1 + light), 0, 1)
    shown = np.where(mapped <= 0.0031308, 12.92 * mapped, 1.055 * mapped ** (1 / 2.4) - 0.055)
    return np.round(shown * 255).astype(np.uint8)


def conversion_facts(frame: VideoFrame) -> dict[str, str | int | float | bool | None]:
    """State how a frame's pixels are made, for the recipe of a saved picture."""
    return {
        "matrix": source_matrix(frame).name,
        "range": "full" if source_range(frame) == ColorRange.JPEG else "limited",
        "tone_curve": "PQ to SDR" if frame.color_trc == _PQ else None,
        "swscale_flags": "bilinear+accurate_rnd+bitexact"
        if frame.color_trc == _PQ
        else "bilinear+accurate_rnd+full_chroma_int+bitexact",
    }


def pixel_libraries() -> dict[str, str]:
    """Name the versions of the libraries that decode and convert."""
    versions = {name: ".".join(map(str, version)) for name, version in av.library_versions.items()}
    used = ("libavcodec", "libavformat", "libavutil", "libswscale")
    return {"av": av.__version__, "numpy": np.__version__, **{name: versions[name] for name in used}}


def _packed_rows(frame: VideoFrame, dtype: "np.dtype[Any]") -> "np.ndarray[Any, Any]":
    """Copy a packed RGB frame out of its padded rows: (height, width, 3)."""
    tight = np.ascontiguousarray(plane_rows(frame.planes[0])[:, : frame.width * 3 * dtype.itemsize])
    return tight.view(dtype).reshape(frame.height, frame.width, 3)
