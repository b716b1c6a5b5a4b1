# What calls a block for each of something, in Ruby instead of in C: a program that calls itself from such blocks nests
# thousands of calls deep then, as on a laptop. Through C each such call takes a sixtieth of the browser's stack.

class Array
  def each
    return to_enum(:each) { size } unless block_given?

    at = 0
    while at < size
      yield self[at]
      at += 1
    end
    self
  end

  def each_index
    return to_enum(:each_index) { size } unless block_given?

    at = 0
    while at < size
      yield at
      at += 1
    end
    self
  end

  def each_with_index
    return to_enum(:each_with_index) { size } unless block_given?

    at = 0
    while at < size
      yield self[at], at
      at += 1
    end
    self
  end

  def map
    return to_enum(:map) { size } unless block_given?

    at = 0
    all = []
    while at < size
      all << yield(self[at])
      at += 1
    end
    all
  end
  alias collect map

  def select
    return to_enum(:select) { size } unless block_given?

    at = 0
    all = []
    while at < size
      all << self[at] if yield(self[at])
      at += 1
    end
    all
  end
  alias filter select

  def find
    return to_enum(:find) unless block_given?

    at = 0
    while at < size
      return self[at] if yield(self[at])
      at += 1
    end
    nil
  end
  alias detect find

  def flat_map
    return to_enum(:flat_map) unless block_given?

    all, at = [], 0
    while at < size
      given = yield self[at]
      given.is_a?(Array) ? all.concat(given) : all << given
      at += 1
    end
    all
  end

  def any?(*pattern)
    return super unless pattern.empty? && block_given?

    at = 0
    while at < size
      return true if yield self[at]
      at += 1
    end
    false
  end

  def all?(*pattern)
    return super unless pattern.empty? && block_given?

    at = 0
    while at < size
      return false unless yield self[at]
      at += 1
    end
    true
  end

  def none?(*pattern)
    return super unless pattern.empty? && block_given?

    at = 0
    while at < size
      return false if yield self[at]
      at += 1
    end
    true
  end

  def sum(from = 0)
    return super unless block_given?

    all, at = [], 0
    while at < size
      all << yield(self[at])
      at += 1
    end
    all.sum(from)
  end
end

class Range
  C_EACH = instance_method(:each)
  private_constant :C_EACH

  def each(&block)
    return C_EACH.bind_call(self, &block) unless block && self.begin.is_a?(Integer) && self.end.is_a?(Integer)

    at, last = self.begin, exclude_end? ? self.end - 1 : self.end
    while at <= last
      yield at
      at += 1
    end
    self
  end

  def map
    return to_enum(:map) { size } unless block_given?

    all = []
    each { |one| all << yield(one) }
    all
  end
  alias collect map

  def sum(from = 0)
    return super unless block_given?

    map { |one| yield(one) }.sum(from)
  end

  def flat_map
    return to_enum(:flat_map) unless block_given?

    map { |one| yield(one) }.flatten(1)
  end

  def any?(*pattern)
    return super unless pattern.empty? && block_given?

    each { |one| return true if yield(one) }
    false
  end

  def all?(*pattern)
    return super unless pattern.empty? && block_given?

    each { |one| return false unless yield(one) }
    true
  end
end

class Integer
  def upto(last)
    return to_enum(:upto, last) { [last - self + 1, 0].max } unless block_given?

    at = self
    while at <= last
      yield at
      at += 1
    end
    self
  end

  def downto(last)
    return to_enum(:downto, last) { [self - last + 1, 0].max } unless block_given?

    at = self
    while at >= last
      yield at
      at -= 1
    end
    self
  end
end

class String
  def each_char
    return to_enum(:each_char) { size } unless block_given?

    all, at = chars, 0
    while at < all.size
      yield all[at]
      at += 1
    end
    self
  end
end

# A hash with a block for what it has not is how people remember results.
class Hash
  module Remembering
    def [](key)
      return fetch(key) if key?(key)

      (block = default_proc) ? block.call(self, key) : default
    end
  end

  def self.new(*, **, &block)
    made = super
    block ? made.extend(Remembering) : made
  end
end
