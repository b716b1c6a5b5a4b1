def grouped(words):
    """The words in groups of those with the same letters."""
    groups = {}
    for word in words:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return list(groups.values())
