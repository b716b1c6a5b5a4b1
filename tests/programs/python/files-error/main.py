from shop.cart import total


def report(items):
    print("total", total(items))


report([1, 2])
report([1, None])
