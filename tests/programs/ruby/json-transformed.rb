require 'json'

data = <<~JSON
  {
    "users": [
      {"id": 1, "name": "Ann", "tags": ["admin", "dev"], "age": 31},
      {"id": 2, "name": "Bob", "tags": [], "age": null},
      {"id": 3, "name": "Cy", "tags": ["dev"], "age": 27.5}
    ],
    "total": 3
  }
JSON

parsed = JSON.parse(data)
p parsed["users"].first
puts parsed["users"].map { |u| u["name"] }.join(", ")

by_tag = Hash.new { |h, k| h[k] = [] }
parsed["users"].each do |user|
  user["tags"].each { |t| by_tag[t] << user["name"] }
end
puts by_tag.to_json
puts JSON.pretty_generate(by_tag)

sym = JSON.parse(data, symbolize_names: true)
ages = sym[:users].filter_map { |u| u[:age] }
p ages, ages.sum / ages.size
users = sym[:users].map { |u| u.slice(:id, :name).merge(admin: u[:tags].include?("admin")) }
puts users
p users.to_h { |u| [u[:id], u] }
p sym.dig(:users, 0, :tags, 1), sym.dig(:users, 9, :tags)

case sym
in {users: [{name: String => first}, *rest], total: Integer => n}
  puts "first #{first}, rest #{rest.size}, n #{n}"
end

puts JSON.generate([1, nil, true, "q\"uote", 1.0, {a: 1}])
begin
  JSON.parse("{oops")
rescue JSON::ParserError => e
  puts "bad json (#{e.class})"
end
puts sym[:users][1][:age] + 1
