from shop.data.table import TABLE


def price_of(item):
    return TABLE[item]
