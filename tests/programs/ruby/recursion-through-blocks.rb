# Depth-first searches as people write them call themselves from blocks.
graph = (0..1500).to_h { |n| [n, n < 1500 ? [n + 1] : []] }
seen = {}
visit = ->(node) do
  return if seen[node]
  seen[node] = true
  graph[node].each { |other| visit.(other) }
end
visit.(0)
p seen.size

def depth(node, graph) = 1 + (graph[node].map { |other| depth(other, graph) }.max || 0)
p depth(500, graph)
def reaches?(from, to, graph) = from == to || graph[from].any? { |other| reaches?(other, to, graph) }
p reaches?(200, 1400, graph)

grid = Array.new(30) { Array.new(30, 1) }
fill = lambda do |y, x|
  return 0 if y < 0 || x < 0 || y >= 30 || x >= 30 || grid[y][x] == 0
  grid[y][x] = 0
  1 + [[0, 1], [1, 0], [0, -1], [-1, 0]].sum { |dy, dx| fill.(y + dy, x + dx) }
end
p fill.(0, 0)

memo = Hash.new { |hash, n| hash[n] = n < 2 ? n : hash[n - 1] + hash[n - 2] }
p memo[800], memo.size, memo.class, memo.key?(-1), Hash.new(3)[:x], Hash.new { 4 }[:y]
def ways(n, memo = {}) = n <= 1 ? 1 : memo[n] ||= (1..2).sum { |step| ways(n - step, memo) }
p ways(25)
def queens(n, row = 0, columns = [])
  return 1 if row == n
  0.upto(n - 1).sum { |c| columns.each_with_index.none? { |other, r| other == c || (other - c).abs == row - r } ? queens(n, row + 1, columns + [c]) : 0 }
end
p queens(5)
p [1, 2, 3].each.next, [3, 4].each_with_index.to_a, [1, 2].map.with_index { |x, i| x * i }, (1..4).each_slice(2).to_a, ("a".."c").map(&:upcase), (1...1).map { 1 }
p [[1, 2], [3, 4]].map { |a, b| a + b }, [[1, 2]].each_with_index.map { |(a, b), i| [a, b, i] }, [1, nil].any?, [].all?, [1, 2].any?(2), [0.1] * 3 == [0.1, 0.1, 0.1], [0.1, 0.2, 0.3].sum { _1 }
p "héy".each_char.to_a, "ab".each_char.with_index.map { |c, i| c * i }, 3.downto(1).to_a, 1.upto(3).select(&:odd?), [1, 2, 3].each { |x| break x * 10 if x == 2 }, [5, 6].find { _1 > 5 }, [1, [2]].flat_map { _1 }
def endless(items) = items.each { |item| endless([item]) }
begin
  endless([1])
rescue SystemStackError => e
  puts e.message
end
[1, 2].each do |n|
  (n..n).each { |m| raise "from #{m}" if m == 2 }
end
