// Calls a function of the program, which follows this, with the arguments of each case, which the program is started with;
// writes behind a mark what came of it. What a parameter's type is made from is deduced. No `long` alone, which warns.
#include <cstdio>
#include <cstdlib>
#include <cerrno>
#include <cmath>
#include <ctime>
#include <exception>
#include <iostream>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace codesala {

struct Value {
  enum Kind { null, truth, number, text, list, fields } kind = null;
  bool is = false;
  std::string said;               // of a text, or of a number as it is written
  std::vector<std::string> names; // of fields, as many as items
  std::vector<Value> items;

  const Value &operator[](const char *name) const {
    static const Value nothing;
    for (std::size_t at = 0; at < names.size(); ++at) {
      if (names[at] == name) return items[at];
    }
    return nothing;
  }
};

/** What the page wrote, so it is well formed. */
class Reader {
  const char *at;

  void space() {
    while (*at == ' ' || *at == '\n' || *at == ',' || *at == ':') ++at;
  }

  void add(std::string &text, unsigned code) {
    if (code < 0x80) {
      text += static_cast<char>(code);
      return;
    }
    if (code >= 0x10000) {
      text += static_cast<char>(0xf0 | (code >> 18));
      text += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
    } else if (code >= 0x800) {
      text += static_cast<char>(0xe0 | (code >> 12));
    }
    text += static_cast<char>(code >= 0x800 ? 0x80 | ((code >> 6) & 0x3f) : 0xc0 | (code >> 6));
    text += static_cast<char>(0x80 | (code & 0x3f));
  }

  unsigned hex() {
    unsigned code = static_cast<unsigned>(std::strtoul(std::string(at, 4).c_str(), nullptr, 16));
    at += 4;
    return code;
  }

  std::string text() {
    std::string whole;
    for (++at; *at != '"'; ++at) {
      if (*at != '\\') {
        whole += *at;
        continue;
      }
      switch (*++at) {
      case 'n': whole += '\n'; break;
      case 't': whole += '\t'; break;
      case 'r': whole += '\r'; break;
      case 'b': whole += '\b'; break;
      case 'f': whole += '\f'; break;
      case 'u': {
        ++at;
        unsigned code = hex();
        if (code >= 0xd800 && code < 0xdc00 && *at == '\\' && at[1] == 'u') {
          at += 2;
          code = 0x10000 + ((code - 0xd800) << 10) + (hex() - 0xdc00);
        }
        add(whole, code);
        --at;
        break;
      }
      default: whole += *at;
      }
    }
    ++at;
    return whole;
  }

public:
  explicit Reader(const char *text) : at(text) {}

  Value read() {
    Value value;
    space();
    if (*at == '"') {
      value.kind = Value::text;
      value.said = text();
    } else if (*at == '[' || *at == '{') {
      const char end = *at == '[' ? ']' : '}';
      value.kind = *at == '[' ? Value::list : Value::fields;
      ++at;
      for (space(); *at != end; space()) {
        if (end == '}') value.names.push_back(text());
        value.items.push_back(read());
      }
      ++at;
    } else if (*at == 't' || *at == 'f') {
      value.kind = Value::truth;
      value.is = *at == 't';
      at += value.is ? 4 : 5;
    } else if (*at == 'n') {
      at += 4;
    } else {
      value.kind = Value::number;
      while (*at == '-' || *at == '+' || *at == '.' || *at == 'e' || *at == 'E' || (*at >= '0' && *at <= '9')) value.said += *at++;
    }
    return value;
  }
};

inline std::string quoted(const std::string &text) {
  std::string whole = "\"";
  for (const char one : text) {
    if (one == '"' || one == '\\') {
      whole += '\\';
      whole += one;
    } else if (static_cast<unsigned char>(one) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(one));
      whole += code;
    } else {
      whole += one;
    }
  }
  return whole + '"';
}

template <class T> constexpr bool is_number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>;
template <class T> concept Optional = requires(T one) { one.has_value(); *one; one.reset(); };
template <class T> concept Map = requires(T one) { typename T::mapped_type; one.begin(); };
template <class T> concept Fixed = requires { std::tuple_size<T>::value; };
template <class T> concept List = requires(T one) { typename T::value_type; one.begin(); one.end(); one.size(); };
template <class T> concept Text = std::is_convertible_v<const T &, std::string>;
template <class T> concept Linked = std::is_pointer_v<T> && requires(T one) { one->val; one->next = one; };
template <class T> concept Tree = std::is_pointer_v<T> && requires(T one) { one->val; one->left = one; one->right = one; };
constexpr auto FITS = "numbers, bool, char, string, vector and other lists, set, map, pair, tuple, array, optional, and "
                      "pointers to a ListNode with val and next, or to a TreeNode with val, left and right.";

struct Unfit : std::runtime_error {
  using runtime_error::runtime_error;
};

inline void must(bool is_so, const Value &value, const char *what) {
  static const char *const KINDS[] = {"null", "a truth value", "a number", "a text", "a list", "an object"};
  if (!is_so) throw Unfit(std::string("an argument is ") + KINDS[value.kind] + ' ' + value.said + ", where the function takes " + what);
}

template <class T> T number_of(const Value &value) {
  // Whole numbers that JavaScript does not count are texts.
  must(value.kind == Value::number || (value.kind == Value::text && !value.said.empty()), value, "a number");
  char *end = nullptr;
  errno = 0;
  if constexpr (std::is_floating_point_v<T>) {
    const T number = static_cast<T>(std::strtod(value.said.c_str(), &end));
    must(!*end, value, "a number");
    return number;
  } else if constexpr (std::is_unsigned_v<T>) {
    const auto number = std::strtoull(value.said.c_str(), &end, 10);
    must(!*end && !errno && value.said[0] != '-' && static_cast<T>(number) == number, value, "a whole number of this size");
    return static_cast<T>(number);
  } else {
    const auto number = std::strtoll(value.said.c_str(), &end, 10);
    must(!*end && !errno && static_cast<T>(number) == number, value, "a whole number of this size");
    return static_cast<T>(number);
  }
}

template <class T> T made(const Value &value);

template <class T, std::size_t... at> T made_of(const Value &value, std::index_sequence<at...>) {
  must(value.kind == Value::list && value.items.size() == sizeof...(at), value, "a list of so many");
  return T{made<std::remove_cvref_t<std::tuple_element_t<at, T>>>(value.items[at])...};
}

/** A node of a linked list or a tree, which nobody gives back: the program ends soon. */
template <class T> T node_of(const Value &value) {
  using Node = std::remove_pointer_t<T>;
  auto val = made<std::remove_cvref_t<decltype(std::declval<T>()->val)>>(value);
  if constexpr (requires { new Node(val); }) {
    return new Node(val);
  } else {
    T node = new Node{};
    node->val = val;
    return node;
  }
}

template <class T> T made(const Value &value) {
  if constexpr (Tree<T>) {
    must(value.kind == Value::list || value.kind == Value::null, value, "a tree, as a list by its levels");
    std::vector<T> nodes;
    for (const Value &item : value.items) nodes.push_back(item.kind == Value::null ? nullptr : node_of<T>(item));
    std::size_t next = 1;
    const auto child = [&] { return next < nodes.size() ? nodes[next++] : nullptr; };
    for (T node : nodes) {
      if (!node) continue;
      node->left = child();
      node->right = child();
    }
    return nodes.empty() ? nullptr : nodes[0];
  } else if constexpr (Linked<T>) {
    must(value.kind == Value::list || value.kind == Value::null, value, "a linked list, as a list");
    T first = nullptr;
    for (std::size_t at = value.items.size(); at-- > 0;) {
      T node = node_of<T>(value.items[at]);
      node->next = first;
      first = node;
    }
    return first;
  } else if constexpr (std::is_same_v<T, bool>) {
    must(value.kind == Value::truth, value, "true or false");
    return value.is;
  } else if constexpr (std::is_same_v<T, char>) {
    must(value.kind == Value::text && value.said.size() == 1, value, "one character");
    return value.said[0];
  } else if constexpr (is_number<T>) {
    return number_of<T>(value);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    must(value.kind == Value::text, value, "a text");
    return value.said; // where views may look, as long as the call takes
  } else if constexpr (Optional<T>) {
    if (value.kind == Value::null) return T{};
    return T{made<std::remove_cvref_t<decltype(*std::declval<T &>())>>(value)};
  } else if constexpr (Map<T>) {
    must(value.kind == Value::fields, value, "an object");
    T map{};
    for (std::size_t at = 0; at < value.items.size(); ++at) {
      Value name;
      name.kind = Value::text;
      name.said = value.names[at];
      map.emplace(made<typename T::key_type>(name), made<typename T::mapped_type>(value.items[at]));
    }
    return map;
  } else if constexpr (Fixed<T>) {
    return made_of<T>(value, std::make_index_sequence<std::tuple_size_v<T>>());
  } else if constexpr (List<T> && requires(T one, typename T::value_type item) { one.insert(one.end(), item); }) {
    must(value.kind == Value::list, value, "a list");
    T list{};
    for (const Value &item : value.items) list.insert(list.end(), made<typename T::value_type>(item));
    return list;
  } else {
    throw Unfit(std::string("A parameter has a type that tests cannot make from JSON. They can make ") + FITS);
  }
}

template <class T> void once(T node, std::set<T> &seen, const char *what) {
  if (!seen.insert(node).second) throw Unfit(std::string(what) + " has a cycle, so it cannot be compared");
}

template <class T> std::string told(const T &value) {
  if constexpr (Tree<T>) {
    std::string whole, waiting;
    std::set<T> seen;
    std::vector<T> nodes{value};
    for (std::size_t at = 0; at < nodes.size(); ++at) {
      const T node = nodes[at];
      waiting += (at ? ", " : "") + (node ? told(node->val) : std::string("null"));
      if (!node) continue;
      once(node, seen, "The tree");
      whole += waiting; // what comes behind the last node is left out
      waiting.clear();
      nodes.push_back(node->left);
      nodes.push_back(node->right);
    }
    return '[' + whole + ']';
  } else if constexpr (Linked<T>) {
    std::string whole;
    std::set<T> seen;
    for (T node = value; node; node = node->next) {
      once(node, seen, "The linked list");
      whole += (whole.empty() ? "" : ", ") + told(node->val);
    }
    return '[' + whole + ']';
  } else if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (std::is_same_v<T, char>) {
    return quoted(std::string(1, value));
  } else if constexpr (std::is_floating_point_v<T>) {
    if (std::isnan(value)) return "\"NaN\"";
    if (std::isinf(value)) return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    char text[40];
    std::snprintf(text, sizeof text, sizeof(T) < sizeof(double) ? "%.9g" : "%.17g", static_cast<double>(value));
    return text;
  } else if constexpr (is_number<T>) {
    constexpr auto SAFE = 9007199254740991LL;
    const std::string text = std::to_string(value);
    if constexpr (sizeof(T) >= 8) {
      if (std::is_unsigned_v<T> ? static_cast<unsigned long long>(value) > SAFE
                                : static_cast<long long>(value) > SAFE || static_cast<long long>(value) < -SAFE)
        return quoted(text);
    }
    return text;
  } else if constexpr (Text<T>) {
    return quoted(std::string(value));
  } else if constexpr (std::is_convertible_v<const T &, std::string_view>) {
    return quoted(std::string(std::string_view(value)));
  } else if constexpr (Optional<T>) {
    return value.has_value() ? told(*value) : "null";
  } else if constexpr (Map<T>) {
    std::string whole;
    for (const auto &[key, item] : value) {
      const std::string name = told(key);
      whole += (whole.empty() ? "" : ", ") + (name[0] == '"' ? name : quoted(name)) + ": " + told(item);
    }
    return '{' + whole + '}';
  } else if constexpr (Fixed<T>) {
    std::string whole;
    std::apply([&](const auto &...item) { ((whole += (whole.empty() ? "" : ", ") + told(item)), ...); }, value);
    return '[' + whole + ']';
  } else if constexpr (List<T>) {
    std::string whole;
    for (const auto &item : value) whole += (whole.empty() ? "" : ", ") + told(static_cast<const typename T::value_type &>(item));
    return '[' + whole + ']';
  } else {
    throw Unfit(std::string("The result has a type that cannot be written as JSON, so it cannot be compared. What can: ") + FITS);
  }
}

template <class A> using Held = std::remove_cvref_t<A>;

template <class A> decltype(auto) passed(Held<A> &held) {
  if constexpr (std::is_rvalue_reference_v<A>) return std::move(held);
  else return (held);
}

template <class R, class... A, class F, std::size_t... at>
std::string result(F &&call, const Value &one, std::index_sequence<at...>) {
  const auto &args = one["args"].items;
  if (args.size() != sizeof...(A)) {
    throw Unfit("the function takes " + std::to_string(sizeof...(A)) + " arguments, the question gives " + std::to_string(args.size()));
  }
  std::tuple<Held<A>...> held{made<Held<A>>(args[at])...};
  const Value &judged = one["judged"];
  std::string returned = "null";
  if constexpr (std::is_void_v<R>) call(passed<A>(std::get<at>(held))...);
  else if (judged.kind == Value::null) returned = told<std::remove_cvref_t<R>>(call(passed<A>(std::get<at>(held))...));
  else static_cast<void>(call(passed<A>(std::get<at>(held))...));
  if (judged.kind == Value::number) {
    ((std::to_string(at) == judged.said ? void(returned = told(std::get<at>(held))) : void()), ...);
  }
  return returned;
}

template <class R, class... A> std::string called(R (*function)(A...), const Value &one) {
  return result<R, A...>(function, one, std::index_sequence_for<A...>());
}
template <class S, class C, class R, class... A> std::string called_on(S &it, R (C::*method)(A...), const Value &one) {
  return result<R, A...>([&](auto &&...args) -> R { return (it.*method)(std::forward<decltype(args)>(args)...); }, one, std::index_sequence_for<A...>());
}
template <class S, class C, class R, class... A> std::string called_on(const S &it, R (C::*method)(A...) const, const Value &one) {
  return result<R, A...>([&](auto &&...args) -> R { return (it.*method)(std::forward<decltype(args)>(args)...); }, one, std::index_sequence_for<A...>());
}
template <class S, class R, class... A> std::string called_on(S &, R (*function)(A...), const Value &one) {
  return called(function, one);
}
template <class F> requires requires { &F::operator(); } std::string called(const F &function, const Value &one) {
  return called_on(function, &F::operator(), one);
}

inline double now_ms() {
  std::timespec now{};
  std::timespec_get(&now, TIME_UTC);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/** Null if the program has no such function. */
using Call = std::string (*)(const Value &one);

inline int calls(const char *text, Call (*found)(const std::string &name)) {
  const Value given = Reader(text).read();
  const auto mark = [&](const std::string &what, double took_ms, const std::string &said) {
    std::cout.flush();
    std::cerr.flush();
    std::fflush(stderr);
    std::printf("\x1e%s %s %.3f %s\n", given["nonce"].said.c_str(), what.c_str(), took_ms, said.c_str());
    std::fflush(stdout);
  };
  const auto failed = [](const std::string &why) { return "{\"error\": " + quoted(why) + '}'; };
  mark("ready", 0, "null");
  std::size_t number = 0;
  for (const Value &one : given["cases"].items) {
    const double began_ms = now_ms();
    std::string said = "{\"missing\": true}";
    try {
      if (const Call call = found(one["name"].said)) said = "{\"value\": " + call(one) + '}';
    } catch (const std::exception &error) {
      said = failed(error.what());
    } catch (...) {
      said = failed("Something was thrown that is no std::exception.");
    }
    mark(std::to_string(number++), now_ms() - began_ms, said);
  }
  return 0;
}

} // namespace codesala
