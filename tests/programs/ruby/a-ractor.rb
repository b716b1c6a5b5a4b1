Warning[:experimental] = false
answer = Ractor.new { 6 * 7 }
puts answer.take
