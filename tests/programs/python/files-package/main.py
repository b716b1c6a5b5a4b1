import sys

import words
from shop import Cart
from shop.prices import price_of

cart = Cart()
for line in sys.stdin:
    cart.add(line.strip())
print(cart.items, cart.total(), price_of("tea"))
print(words.longest(), words.__name__, __name__, Cart.__module__)
with open("shop/notes.txt", encoding="utf-8") as notes:
    print([line.strip() for line in notes])
print(sys.argv)
