def mean(numbers):
    return f"my own of {numbers}"
