local cart = require("shop.cart")
print(cart.total({ 1, 2 }))
print(cart.total({ 1, {} }))
