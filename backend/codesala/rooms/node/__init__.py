"""All rooms of this node: how they open, what wakes them, what is told of them."""
