total = 10
puts totl + 1
