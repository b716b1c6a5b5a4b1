"""The rooms of one session on other nodes: what is said to them, heard of them and asked of them."""
