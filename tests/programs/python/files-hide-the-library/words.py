import collections


def count(text):
    return collections.Counter(text.split()).most_common()
