def grouped(words):
    """The words in groups of those with the same letters."""
    return [[word] for word in words]
