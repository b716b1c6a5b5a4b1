require_relative "shop/cart"
require "./words"

cart = Shop::Cart.new
while (line = gets)
  cart.add(line.chomp)
end
puts cart.total, Words.longest
puts File.readlines("data/notes.txt", chomp: true).inspect
puts __FILE__ == $0, $PROGRAM_NAME, __dir__ == File.dirname(File.expand_path("main.rb"))
puts require_relative("shop/cart").inspect
