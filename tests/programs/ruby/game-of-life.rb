class Board
  def initialize(rows) = @cells = rows.map { |row| row.chars.map { |c| c == "#" } }
  def neighbours(y, x)
    (-1..1).sum { |dy| (-1..1).count { |dx| (dy != 0 || dx != 0) && @cells[(y + dy) % @cells.size][(x + dx) % @cells[0].size] } }
  end
  def step
    @cells = @cells.each_with_index.map { |row, y| row.each_with_index.map { |alive, x| [3, alive ? 2 : 3].include?(neighbours(y, x)) } }
    self
  end
  def to_s = @cells.map { |row| row.map { _1 ? "#" : "." }.join }.join("\n")
end
board = Board.new([".....", "..#..", "...#.", ".###.", "....."])
4.times { puts board.step, "" }
sieve = (2..30_000).to_a
primes = []
while (prime = sieve.shift)
  primes << prime
  sieve.reject! { |n| n % prime == 0 } if prime < 180
end
p primes.size
lru = Class.new do
  def initialize(capacity) = (@capacity, @items = capacity, {})
  def get(key) = @items.key?(key) ? @items[key] = @items.delete(key) : -1
  def put(key, value)
    @items.delete(key)
    @items[key] = value
    @items.shift if @items.size > @capacity
  end
end.new(2)
lru.put(1, 1); lru.put(2, 2); p lru.get(1); lru.put(3, 3); p lru.get(2), lru.get(3)
memo = {}
lcs = ->(a, b, i = 0, j = 0) { memo[[i, j]] ||= i == a.size || j == b.size ? "" : a[i] == b[j] ? a[i] + lcs.(a, b, i + 1, j + 1) : [lcs.(a, b, i + 1, j), lcs.(a, b, i, j + 1)].max_by(&:size) }
p lcs.("AGGTAB", "GXTXAYB")
def n_queens(n, row = 0, columns = [])
  return [columns] if row == n
  (0...n).flat_map { |c| columns.each_with_index.any? { |cc, r| cc == c || (cc - c).abs == row - r } ? [] : n_queens(n, row + 1, columns + [c]) }
end
p n_queens(6).size
