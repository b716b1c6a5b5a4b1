# What Ruby compares and prints through C, level by level.
require "json"
list = (1..5000).reduce([]) { |inner, _| [inner] }
puts list.flatten.size
puts list.inspect.size
