require_relative "prices"

module Shop
  class Cart
    def initialize = @items = []
    def add(item) = @items << item
    def total = @items.sum { |item| PRICES.fetch(item) }
  end
end

puts "not the program" if __FILE__ == $0
