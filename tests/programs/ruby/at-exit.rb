at_exit { puts "first registered" }
at_exit { puts "last registered"; exit 3 }
puts "program"
