Point = Struct.new(:x, :y) do
  include Comparable
  def <=>(other) = to_a <=> other.to_a
  def to_s = "(#{x}, #{y})"
end
a, b = Point.new(1, 2), Point.new(1, 3)
p a, a < b, [b, a].min, a == Point.new(1, 2), a.to_a, a.to_h, Point.members
puts a, "#{b}"
Person = Struct.new(:name, :age, keyword_init: true)
p Person.new(name: "Ada", age: 36), Person.new(name: "Bob").age
x, y = *a
p x + y, a.eql?(Point.new(1, 2)), { a => 1 }[Point.new(1, 2)], a.dig(:x)
begin
  Point.new(1, 2, 3)
rescue ArgumentError => e
  puts e.message
end
class Version
  include Comparable
  attr_reader :parts
  def initialize(text) = @parts = text.split(".").map(&:to_i)
  def <=>(other) = parts <=> other.parts
  def inspect = "v#{parts.join(".")}"
end
p %w[1.10.0 1.2.0 1.9.9].map { Version.new(_1) }.sort, Version.new("1.0") == Version.new("1.0"), Version.new("2").clamp(Version.new("1"), Version.new("1.5"))
require "ostruct"
o = OpenStruct.new(a: 1); o.b = 2
p o.a + o.b, o.respond_to?(:b), o[:a], o.to_h
require "set"
s = Set[3, 1, 2]
p s.include?(2), s | [9], s & [1, 9], s.subset?(Set[1, 2, 3, 4]), s.to_a.sort, s.add?(1), Set.new([1, 1]).size
p a.frozen?, "lit".frozen?, :s.frozen?, [1].freeze.frozen?
