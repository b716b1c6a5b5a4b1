def newest_version(versions):
    """The newest of the versions, or None."""
    return max(versions, default=None)
