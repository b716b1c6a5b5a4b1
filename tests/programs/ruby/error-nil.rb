user = { name: "Ada", address: nil }
puts user[:name]
puts user[:address][:street]
