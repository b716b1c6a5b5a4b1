at_exit { exit 5 }
at_exit { raise "while ending" }
puts "work"
