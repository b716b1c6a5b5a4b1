begin
  require "nokogiri"
rescue LoadError => e
  puts e.message.lines.first
end
require "rspec"
