puts "a", ["b", ["c"]], nil, [], true
puts
p
p 1, "two\n", :three, nil, 4.0, [1, nil], { a: 1, "b" => 2 }
print "x", 1, nil, "\n"
pp({ list: (1..30).to_a, name: "a long name that needs room", nested: { deep: { deeper: "value" * 5 } } })
printf("%05.2f|%-8s|%+d|%x|%08b|%e|%%|%c\n", 3.14159, "ab", 5, 255, 10, 12345.678, 65)
puts format("%<name>s is %<age>d, %{plain}", name: "Ada", age: 36, plain: :ok)
puts "%s and %p" % ["s", "p"], "%.3g" % 1234.5, "%10.4f|" % Math::PI
$stdout.puts "by $stdout"
STDOUT.write("written", 1, "\n")
$stdout << "appended " << 2 << "\n"
$stderr.puts "to the error stream"
warn "a warning", "and another"
putc "A"; putc 10
puts "tab\tand 'quotes' \"too\" \\ \u00e9 \e[1mbold\e[0m", 'no #{interpolation}\n'
puts "é".bytes.inspect, "日本語".size, "日本語".reverse, "\u{1F600}".length
display_of = 42.display
puts
puts [1, [2, [nil, 3]]].flatten.inspect, [3, 1, 2].sort.to_s, (1..5).inspect, (1...5).step(2).to_a.inspect
puts 1e20.to_s, 1e16, 1e15, 1e-5, 100.0, 1.23456789012345e+25, 2**100, 7.fdiv(2), -7 / 2, -7 % 3, 7.divmod(-2).inspect
puts :sym.inspect, :"with space".inspect, 1.0.inspect, "".inspect, Float::INFINITY, 0.1 + 0.2, 10.0 / 3
