puts 2**64, 100.digits.inspect, (1..25).reduce(:*), 10**20 / 3, -(2**70) >> 3, (2**100).bit_length
puts 3.14.round(1), 3.7.to_i, -3.7.truncate, 3.2.ceil, 3.7.floor, 15.round(-1), 2.5.round, 3.5.round, 2.5.round(half: :even)
puts 10.gcd(4), 10.lcm(4), 255.to_s(2), "ff".hex, "0b101".to_i(0), "12abc".to_i, Integer("0x1f", 16), "3.7xyz".to_f
puts 1_000_000.to_s.reverse.scan(/\d{1,3}/).join(",").reverse, 17.pow(100, 13), Integer.sqrt(99)
puts Rational(3, 4) + 1, Complex(1, 2) * Complex(0, 1), 0.75.to_r, 3.to_r, 1r / 3
puts (0.1 + 0.2).round(2) == 0.3, 1 <=> 2, 5.clamp(1, 3), 5.between?(1, 10), 1.0.eql?(1), 1 == 1.0, 1.equal?(1)
p (Integer("12x") rescue $!), (Float("x") rescue $!.message), (1 / 0 rescue $!.message), 1.0 / 0, 0.0 / 0
p 10.downto(7).to_a, 1.step(10, 3).to_a, 3.times.map { _1 * 2 }, 0b1010 & 0b0110, 5 ^ 3, ~5, 1 << 40
p 12345.6789.floor(2), 1234.567.ceil(-2), 1e3.to_i, 3.zero?, 0.zero?, 4.even?, -5.abs, 5.pred, 5.succ
require "prime"
p 60.prime_division, Prime.first(8), 97.prime?, Prime.each(20).to_a
srand(42); a = rand(100); srand(42); p a == rand(100), [1, 2, 3].shuffle(random: Random.new(1)).size, rand(1..6).between?(1, 6)
