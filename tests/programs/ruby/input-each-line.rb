$stdin.each_line(chomp: true).with_index(1) do |line, number|
  puts "#{number}: #{line}"
  break if line.empty?
end
p ARGF.readline, ARGF.lineno
p $<.gets
p STDIN.readlines(chomp: true).first(1)
p ARGV, ARGF.gets, readlines
