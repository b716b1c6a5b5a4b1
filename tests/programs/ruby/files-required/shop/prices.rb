module Shop
  PRICES = { "tea" => 3, "coffee" => 4 }.freeze
end
