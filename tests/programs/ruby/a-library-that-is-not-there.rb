require "set"
require "bigdecimal"

puts BigDecimal("0.1") + BigDecimal("0.2")
