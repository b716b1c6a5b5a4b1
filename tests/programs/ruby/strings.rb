s = "Hello, World"
p s.sub("World", "Ruby"), s.gsub(/[aeiou]/) { |v| v.upcase }, s.gsub(/o/, "o" => "0"), s.tr("lo", "01"), s.delete("l"), s.squeeze("l"), s.count("lo")
p s[0], s[-5..], s[0, 5], s[/W\w+/], s.index("o"), s.rindex("o"), s.scan(/o/), s =~ /W/, $~[0], $`, $', s.slice(0..4)
p s.chars.first(3), s.each_char.with_index.select { |c, i| c == "o" }.map(&:last), s.bytes.sum, s.center(20, "*"), s.ljust(15, "."), s.rjust(15)
p "a-b_c d".split(/[-_ ]/), "a,b,,c,,".split(","), "a,b,,c,,".split(",", -1), "  x y  ".split, "abc".split(""), "k=v=w".split("=", 2)
p "2026-11-26".match(/(?<year>\d+)-(?<month>\d+)/).named_captures, "x1y22".gsub(/\d+/) { ($&.to_i * 2).to_s }, "John Smith".sub(/(\w+) (\w+)/, '\2, \1')
if /(?<first>\w+) (?<second>\w+)/ =~ "two words" then p first, second end
p "abc".succ, "az".next, "Zz".succ, "a".ord, 97.chr, "abc".unpack("C*"), [65, 66].pack("c*"), "%s" % nil, "abc" * 2, "a".."e", ("a".."e").to_a
p "CamelCaseText".gsub(/([A-Z])/) { "_" + $1.downcase }.sub(/^_/, ""), "snake_case_text".split("_").map.with_index { |w, i| i.zero? ? w : w.capitalize }.join
p "text".start_with?("te"), "text".end_with?("xt"), "Text".swapcase, "text".capitalize, "text".include?("ex"), "".empty?, " \t\n".strip.empty?, "abc".casecmp?("ABC"), "abc" <=> "abd", "a".eql?("a"), "a".equal?("a")
text = <<~END
  first
    indented #{1 + 1}
  last
END
puts text, <<-'RAW', <<~ONE + <<~TWO
    raw #{no}
    RAW
  one
ONE
  two
TWO
p text.lines.map(&:chomp), text.each_line.count, "a\nb".lines, "word word".tr("a-y", "b-z"), "hello"[1..3], "hello"[10], "ab".each_char.to_a, "x".encoding, "é".unicode_normalize(:nfd).length
frozen = "abc".freeze
begin
  frozen << "d"
rescue => e
  puts e.class, e.message
end
b = +"" << "built" << " up"
b[0] = "B"; b.insert(-1, "!"); b.prepend("> "); b.concat("?", "?")
p b, b.replace("new"), b.upcase!, b.upcase!, b.slice!(0), b, b.sum, b.hash == "EW".hash, b.crypt("ab").size
p "ab\u0000c".size, "\x41", 'a\nb', "a\\b", ?a, %q(single 'q'), %Q(double #{1 + 1}), %w[a b], %i[a b], "abc".to_sym, "12".rjust(5, "0"), "abc".hash == "abc".hash
