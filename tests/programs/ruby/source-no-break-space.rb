total = 3
puts total + 1
