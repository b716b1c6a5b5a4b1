def stretches(meetings):
    """The stretches with a meeting, in order, as pairs of minutes since midnight."""
    return []


def minutes(clock):
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


count = int(input())
meetings = [tuple(minutes(word) for word in input().split()) for _ in range(count)]
found = stretches(meetings)
for start, end in found:
    print(clock(start), clock(end))
print(sum(end - start for start, end in found))
