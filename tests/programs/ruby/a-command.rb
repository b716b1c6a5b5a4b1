p system("exit 3"), $?.class
puts "after it"
puts `echo hello`
