"""The sRGB colour profile that an archival PDF carries: a small ICC profile (version 2.1) of three curves and a matrix.

Written here from the published figures of IEC 61966-2-1, so that no file of others has to be shipped.
"""

import struct
from collections.abc import Sequence
from functools import cache

_CURVE_POINTS = 1024
# Red, green and blue seen under D50, as ICC profiles keep them (Bradford-adapted from D65).
_COLORANTS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_D50 = (0.9642, 1.0, 0.8249)
_NAME = "sRGB"
_MADE = (2026, 1, 1, 0, 0, 0)
_HEADER = 128


@cache
def srgb_profile() -> bytes:
    """The bytes of the profile; always the same."""
    tags = {
        b"desc": _description(_NAME),
        b"cprt": b"text\0\0\0\0" + b"No copyright, use freely\0",
        b"wtpt": _xyz(_D50),
        **{tag: _xyz(value) for tag, value in _COLORANTS.items()},
    }
    curve = _curve([_linear(step / (_CURVE_POINTS - 1)) for step in range(_CURVE_POINTS)])
    return _profile(tags, {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve})


def _profile(tags: dict[bytes, bytes], curves: dict[bytes, bytes]) -> bytes:
    """Header, table of tags, and their data; the three curves share one place."""
    start = _HEADER + 4 + 12 * (len(tags) + len(curves))
    table, data = [], b""
    for tag, value in tags.items():
        table.append(struct.pack(">4sII", tag, start + len(data), len(value)))
        data += _padded(value)
    shared = next(iter(curves.values()))
    table += [struct.pack(">4sII", tag, start + len(data), len(shared)) for tag in curves]
    data += _padded(shared)
    body = struct.pack(">I", len(table)) + b"".join(table) + data
    return _header(_HEADER + len(body)) + body


def _header(size: int) -> bytes:
    made = struct.pack(">6H", *_MADE)
    identity = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    intent = struct.pack(">I4sII8sI", 0, b"\0\0\0\0", 0, 0, b"\0" * 8, 0)
    return (identity + made + b"acsp" + intent + _numbers(_D50)).ljust(_HEADER, b"\0")


def _linear(value: float) -> float:
    """How much light a value of 0..1 stands for."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _curve(values: Sequence[float]) -> bytes:
    points = [round(value * 65535) for value in values]
    return b"curv\0\0\0\0" + struct.pack(f">I{len(points)}H", len(points), *points)


def _xyz(value: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + _numbers(value)


def _numbers(values: Sequence[float]) -> bytes:
    """Fixed-point numbers with 16 bits after the point."""
    return struct.pack(f">{len(values)}i", *[round(value * 65536) for value in values])


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    return (
        b"desc\0\0\0\0"
        + struct.pack(">I", len(ascii_text))
        + ascii_text
        + struct.pack(">IIHB", 0, 0, 0, 0)
        + b"\0" * 67
    )


def _padded(value: bytes) -> bytes:
    return value + b"\0" * (-len(value) % 4)
