require_relative "shop/cart"

def report(items)
  puts total(items)
end

report([1, 2])
report([1, nil])
