config = { db: { user: "admin", pass: "abc123" }, mode: "dev", ports: [80, 443] }
case config
in { db: { user:, pass: String => pass }, mode: "dev" | "test" => mode, ports: [Integer => first, *rest] }
  p user, pass, mode, first, rest
end
def describe(value)
  case value
  in [] then "empty"
  in [x] then "one: #{x}"
  in [Integer | Float => a, Integer | Float => b] if a > b then "falling"
  in [Integer, Integer] then "two integers"
  in [first, *, last] then "from #{first} to #{last}"
  in { type: :circle, r: } then "circle #{r}"
  in { type:, **rest } then "#{type} #{rest}"
  in String => s unless s.empty? then "text #{s}"
  in nil then "nothing"
  in 1.. then "positive"
  in ->(n) { n.respond_to?(:zero?) && n.zero? } then "zero"
  else "unknown"
  end
end
[[], [1], [2, 1], [1, 2], [1, 2, 3], { type: :circle, r: 2 }, { type: :box, w: 1 }, "x", nil, 5, 0, -1].each { puts describe(_1) }
Point = Struct.new(:x, :y)
case Point.new(1, 2)
in [x, y] then p [x, y]
end
case { name: "Ada", tags: %w[a b] }
in { name: /^A/ => name, tags: [*, "b", *] } then p name
end
p((1 in Integer), ({ a: 1 } in { a: String }))
expected = 5
case 5
in ^expected then puts "pinned"
end
case [1, [2, [3, 4]]]
in [a, [b, [*c]]] then p a, b, c
end
class Vec
  attr_reader :x, :y
  def initialize(x, y) = (@x, @y = x, y)
  def deconstruct = [x, y]
  def deconstruct_keys(_) = { x:, y: }
end
case Vec.new(3, 4)
in { x:, y: } then p Math.hypot(x, y)
end
begin
  case 99
  in String then 1
  end
rescue NoMatchingPatternError => e
  puts "#{e.class}: #{e.message}"
end
result = { status: "ok", items: [{ id: 1 }, { id: 2 }] }
result => { items: [{ id: }, *] }
p id
case 7
when 1..5 then puts "low"
when 6.., nil then puts "high"
end
