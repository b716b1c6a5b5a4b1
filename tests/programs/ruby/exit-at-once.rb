at_exit { puts "never" }
print "no newline"
$stdout.flush
exit!(4)
