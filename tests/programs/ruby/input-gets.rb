# The usual judge's input: how many cases, then two lines each.
t = gets.to_i
t.times do |i|
  n = gets.chomp.to_i
  numbers = gets.split.map(&:to_i)
  puts "Case ##{i + 1}: #{numbers.sum} #{numbers.max}" if numbers.size == n
end
name, age = gets&.split
p name, age
p gets, $_, $.
while (line = gets)
  puts "more: #{line}"
end
p $stdin.eof?
p STDIN.gets, STDIN.read, (STDIN.readline rescue $!.class)
