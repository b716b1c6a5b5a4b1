class Recorder
  def initialize = @calls = []
  def method_missing(name, *args, &block)
    return super unless name.to_s.start_with?("record_")
    @calls << [name, args, block&.call]
    self
  end
  def respond_to_missing?(name, all = false) = name.to_s.start_with?("record_") || super
end
r = Recorder.new.record_a(1).record_b { :block }
p r.instance_variable_get(:@calls), r.respond_to?(:record_x), r.respond_to?(:other)
begin
  r.other
rescue NoMethodError => e
  puts e.message
end
module Greets
  def self.included(base) = base.extend(ClassMethods)
  module ClassMethods
    def greeting(text = nil) = text ? @greeting = text : @greeting
  end
  def greet = "#{self.class.greeting}, #{name}"
end
module Loud
  def greet = super.upcase + "!"
end
class Person
  include Greets
  prepend Loud
  greeting "Hello"
  attr_accessor :name
  def initialize(name) = @name = name
  %w[walk run].each { |verb| define_method("#{verb}s?") { verb == "walk" } }
  class << self
    def create(...) = new(...)
    private def hidden = 1
  end
  protected def secret = 42
  private
  def inner = 1
end
ada = Person.create("Ada")
puts ada.greet, ada.walks?, ada.runs?, Person.ancestors.first(3).inspect, ada.send(:inner), ada.public_methods(false).sort.inspect
begin; ada.secret; rescue NoMethodError => e; puts e.message; end
begin; ada.inner; rescue NoMethodError => e; puts e.message; end
class Integer
  def minutes = self * 60
end
module Shout
  refine(String) { def shout = upcase + "!" }
end
using Shout
puts 5.minutes, "hi".shout, Person.instance_methods(false).sort.inspect, ada.instance_variables.inspect
add = ->(a, b = 2) { a + b }
double = proc { |x, y| [x, y] }
compose = method(:Integer) >> ->(n) { n * 2 } << ->(s) { s.strip }
p add.(1), add[1, 5], add.curry.arity, double.call(1), double.call([1, 2]), compose.call(" 21 "), add.lambda?, double.lambda?, %w[1 2].map(&method(:Integer))
def yielder
  return enum_for(:yielder) unless block_given?
  yield 1
  yield 2, 3
  :done
end
p yielder { |a, b| print a, b.inspect, " " }, yielder.to_a
def keywords(a, b = 2, *rest, c:, d: 4, **others, &block) = [a, b, rest, c, d, others, block&.call]
p keywords(1, c: 3), keywords(1, 2, 3, 4, c: 5, e: 6) { 7 }, method(:keywords).parameters.size
counter = 0
increment = -> { counter += 1 }
3.times(&increment) rescue increment.call
p counter, binding.local_variables.include?(:counter), self.to_s, self.class, __FILE__ == $PROGRAM_NAME, __dir__.class, __LINE__
ObjectSpace.each_object(Class).first(1).size.then { p _1 }
p ObjectSpace.count_objects.key?(:TOTAL), GC.start, Comparable.instance_of?(Module), 5.frozen?, nil.to_a, Object.new.inspect.match?(/#<Object:0x\h+>/), ada.dup.name, ada.then { _1.name }
puts [1, 2, 3].method(:map).owner, RUBY_ENGINE, RUBY_VERSION >= "3.1"
at_exit { puts "in #{$0}, #{__method__.inspect}" }
if __FILE__ == $0
  puts "main"
end
