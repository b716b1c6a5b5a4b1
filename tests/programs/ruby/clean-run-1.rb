# Spoils what it can reach; clean-run-2 uses it.
puts "spoiling"
$left = "left"
LEFT = "left"
File.write("left.txt", "left")
Dir.mkdir("left")
Dir.chdir("left")
ENV["LEFT"] = "left"
srand(1)
class String
  def upcase = "spoiled"
end
class Array
  def sum = 0
end
module Kernel
  def puts(*) = STDERR.print("spoiled\n")
end
Object.send(:remove_const, :Set)
$, = nil
$stdout = STDERR
STDIN.close
STDOUT.flush
STDOUT.close
puts "unseen"
