require "json"

def settings(text)
  JSON.parse(text)
rescue JSON::ParserError => error
  puts error.class
  raise
end

puts settings('{"a": [1, 2]}')
settings("{bad")
