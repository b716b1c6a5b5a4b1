class Node:
    def __init__(self, value, next_node=None):
        self.value = value
        self.next = next_node


head = None
for value in range(100_000):
    head = Node(value, head)
count = 0
node = head
while node:
    count += 1
    node = node.next
print(count)
head = None

nested = None
for _ in range(100_000):
    nested = [nested, (nested,)]
del nested

root = tree = Node(0)
for value in range(50_000):
    tree.next = Node(value)
    tree = tree.next
print(tree.value)
