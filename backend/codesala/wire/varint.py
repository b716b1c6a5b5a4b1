"""lib0 variable-length integers: seven bits a byte, lowest first. Nothing longer than 8 bytes or above 2⁵³ - 1 is read,
because JavaScript numbers end there (lib0 encoding.js, `writeVarUint`)."""

MAX_SAFE_INTEGER = 2**53 - 1
MAX_VARINT_BYTES = 8


_ONE_BYTE = [bytes((value,)) for value in range(128)]
_LOW_BYTE = [bytes((value | 128,)) for value in range(128)]


class Malformed(ValueError):
    """These bytes are not what they claim to be."""


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """The integer at `at` and the position behind it. Raises Malformed."""
    try:
        byte = data[at]
        if byte < 128:
            return byte, at + 1
        second = data[at + 1]
        if second < 128:
            return (second << 7) + byte - 128, at + 2
        value = byte & 127 | (second & 127) << 7
        shift = 14
        for position in range(at + 2, at + MAX_VARINT_BYTES):
            byte = data[position]
            if byte < 128:
                value |= byte << shift
                if value > MAX_SAFE_INTEGER:
                    raise Malformed("integer above 2^53")
                return value, position + 1
            value |= (byte & 127) << shift
            shift += 7
    except IndexError:
        raise Malformed("integer cut off") from None
    raise Malformed("integer too long")


def read_pairs(data: bytes, at: int, count: int) -> tuple[list[tuple[int, int]], int]:
    """That many pairs of integers from `at` on, and the position behind them. Raises Malformed. Written out for short
    ones: a call for each would take several times as long, and one message can hold a million."""
    pairs = []
    try:
        for _ in range(count):
            first = data[at]
            at += 1
            if first > 127:
                byte = data[at]
                at += 1
                first += (byte << 7) - 128
                if byte > 127:
                    byte = data[at]
                    at += 1
                    first += (byte << 14) - (1 << 14)
                    if byte > 127:
                        first, at = read_varint(data, at - 3)
            second = data[at]
            at += 1
            if second > 127:
                second, at = read_varint(data, at - 1)
            pairs.append((first, second))
    except IndexError:
        raise Malformed("integer cut off") from None
    return pairs, at


def read_bytes(data: bytes, at: int) -> tuple[bytes, int]:
    """A length-prefixed byte string at `at` and the position behind it. Raises Malformed."""
    length, start = read_varint(data, at)
    end = start + length
    if end > len(data):
        raise Malformed("bytes cut off")
    return data[start:end], end


def varint(value: int) -> bytes:
    """`value` (0 to 2⁵³ - 1) encoded."""
    if value < 128:
        return _ONE_BYTE[value]
    if value < 16_384:
        return _LOW_BYTE[value & 127] + _ONE_BYTE[value >> 7]
    return _LOW_BYTE[value & 127] + _LOW_BYTE[value >> 7 & 127] + varint(value >> 14)


def var_bytes(value: bytes) -> bytes:
    """`value` with its length before it."""
    return varint(len(value)) + value


def var_string(value: str) -> bytes:
    """`value` as UTF-8 with its length in bytes before it."""
    return var_bytes(value.encode())
