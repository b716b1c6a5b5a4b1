puts "word".upcase, [1, 2].sum, Set[1, 1].size
p $left, defined?(LEFT), File.exist?("left.txt"), File.exist?("left"), ENV["LEFT"]
puts "Name?"
puts "Hello, #{gets.chomp}"
