class Queue:
    size = "my own"
