header, *rows = STDIN.read.split("\n")
p header, rows.size
table = rows.map { |row| row.split(",").map(&:strip) }
table.each { |name, *numbers| printf("%-6s|%5d|%s\n", name, numbers.sum(&:to_i), numbers.inspect) }
p $stdin.read, $stdin.each_line.to_a
