def total(items)
  sum = 0
  for item in items
    sum = add(sum, item)
  end
  sum
end

def add(sum, item)
  sum + item
end
