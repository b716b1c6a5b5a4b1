words = %w[apple pear fig banana cherry fig]
p words.group_by(&:size), words.tally, words.partition { |w| w.size > 4 }, words.each_slice(2).to_a
p words.sort_by { |w| [-w.size, w] }, words.min_by(&:size), words.minmax, words.uniq, words.each_with_index.to_a.last
p words.each_with_object(Hash.new(0)) { |w, h| h[w[0]] += 1 }, words.inject { |a, b| a.size >= b.size ? a : b }
p words.zip(1..6).first(2), words.each_cons(2).count, words.chunk_while { |a, b| a.size >= b.size }.to_a, words.flat_map(&:chars).first(3)
p (1..Float::INFINITY).lazy.select(&:even?).map { |n| n * n }.reject { |n| n % 3 == 0 }.first(4)
p (1..3).each_entry.to_a, (1..10).each_slice(4).map(&:sum), [1, 2, 3].cycle.first(7), (1..4).each_cons(2).to_a
p [3, 1, 2].sort { |a, b| b <=> a }, [1, 2, 3, 4].sum { |n| n / 2.0 }, [[1, :a], [2, :b]].to_h, { a: 1, b: 2 }.invert
p({ a: 1, b: 2, c: 3 }.select { |_, v| v > 1 }.map { |k, v| [k, v * 2] }.to_h, { a: 1 }.merge({ a: 2, b: 3 }) { |_, o, n| o + n })
h = Hash.new { |hash, key| hash[key] = key * 2 }
p h[4], h, h.fetch(9, :none), (h.fetch(9) rescue $!.message), { b: 1, a: 2 }.min_by { |_, v| v }, { a: nil }.compact, { a: { b: [1, 2] } }.dig(:a, :b, 1)
p [1, [2, [3, [4]]]].flatten(1), [1, 2, 3, 4, 5].each_slice(2).to_a, [nil, 1, false].compact, [1, 2] <=> [1, 3], [1, 2, 3].combination(2).to_a, [1, 2, 3].permutation.count
p [1, 2, 3].each_with_index.map { |n, i| n * i }, %w[a b].product([1, 2]), [5, 3, 9].each_with_index.max, [1, 2, 3, 4].filter_map { _1 * 2 if _1.even? }
p (1..6).reduce(:*), [1, 2, 3].inject(:+), (1..3).zip(4..6), [[1, 2], [3, 4]].transpose, [1, 2, 3].rotate, [1, 2, 3, 4].bsearch { |x| x >= 3 }, [1, 2, 2, 3].slice_when { |a, b| a == b }.to_a
fib = Enumerator.new do |y|
  a, b = 0, 1
  loop { y << a; a, b = b, a + b }
end
p fib.take(10), fib.lazy.select(&:odd?).first(3), fib.next, fib.next, fib.peek
e = [1, 2].each
p e.next, e.next, (e.next rescue $!.class), loop { e.next }
class Tree
  include Enumerable
  Node = Struct.new(:value, :left, :right)
  def initialize(*values) = values.each { |v| @root = insert(@root, v) }
  def insert(node, v)
    return Node.new(v) unless node
    v < node.value ? node.left = insert(node.left, v) : node.right = insert(node.right, v)
    node
  end
  def each(node = @root, &block)
    return to_enum unless block
    return unless node
    each(node.left, &block) if node.left
    block.call(node.value)
    each(node.right, &block) if node.right
  end
end
t = Tree.new(5, 2, 8, 1, 9)
p t.to_a, t.include?(8), t.map { |v| v * 2 }, t.sort_by { -_1 }, t.first, t.min, t.each_slice(2).to_a, t.reduce(:+), t.lazy.map { |x| x + 1 }.first(2)
