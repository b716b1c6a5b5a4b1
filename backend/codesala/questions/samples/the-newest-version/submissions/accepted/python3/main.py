def numbers_of(version):
    """Its parts as numbers, without zeros at the end."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers


def newest_version(versions):
    """The newest of the versions, or None."""
    return max(versions, key=numbers_of, default=None)
