#!/usr/bin/env ruby
# frozen_string_literal: true

BEGIN { puts "begins" }
DATA.each_line do |line|
  name, count = line.split
  puts "#{name}: #{count.to_i * 2}"
end
puts "x".frozen?, __LINE__
return if ARGV.empty?
puts "never"
__END__
apples 3
pears 4
