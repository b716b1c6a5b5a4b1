first = gets.chomp
puts "#{first.length} #{first.split.sum(&:to_i)}"
while (line = gets)
  line.chomp!
  puts "#{line.length} #{line.dump}"
end
