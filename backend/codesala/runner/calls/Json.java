// JSON for Calls.java: read as maps, lists, texts, numbers, booleans and null, and written from what a function returns.
package codesala;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;

final class Json {
  private static final BigInteger MAX_SAFE = BigInteger.ONE.shiftLeft(53).subtract(BigInteger.ONE);

  private final String text;
  private int at = 0;

  Json(String text) {
    this.text = text;
  }

  Object read() {
    char next = next();
    if (next == '{') {
      Map<String, Object> map = new LinkedHashMap<>();
      for (at++; next() != '}'; ) {
        if (next() == ',') at++;
        next();
        String name = string();
        next();
        at++; // the colon
        map.put(name, read());
      }
      at++;
      return map;
    }
    if (next == '[') {
      List<Object> list = new ArrayList<>();
      for (at++; next() != ']'; ) {
        if (next() == ',') at++;
        list.add(read());
      }
      at++;
      return list;
    }
    if (next == '"') return string();
    int from = at;
    while (at < text.length() && ",]}\n ".indexOf(text.charAt(at)) < 0) at++;
    String word = text.substring(from, at);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> number(word);
    };
  }

  /** Behind white space. */
  private char next() {
    while (Character.isWhitespace(text.charAt(at))) at++;
    return text.charAt(at);
  }

  private String string() {
    StringBuilder read = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      char one = text.charAt(at);
      if (one == '\\') {
        one = text.charAt(++at);
        int known = "bfnrt".indexOf(one);
        if (known >= 0) one = "\b\f\n\r\t".charAt(known);
        if (one == 'u') {
          one = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
          at += 4;
        }
      }
      read.append(one);
    }
    at++;
    return read.toString();
  }

  private static Object number(String word) {
    if (!word.matches("-?\\d+")) return Double.valueOf(word);
    BigInteger whole = new BigInteger(word);
    if (whole.bitLength() < 32) return whole.intValue();
    return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
  }

  static String write(Object value) {
    StringBuilder written = new StringBuilder();
    write(value, written);
    return written.toString();
  }

  private static void write(Object value, StringBuilder to) {
    if (value == null || value instanceof Boolean) to.append(value);
    else if (value instanceof CharSequence || value instanceof Character) quote(value.toString(), to);
    else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isFinite(number)) to.append(value);
      else quote(value.toString(), to);
    } else if (value instanceof BigDecimal) to.append(value);
    else if (value instanceof Number number) whole(number, to);
    else if (value instanceof Enum<?> one) quote(one.name(), to);
    else if (value instanceof Optional<?> maybe) write(maybe.orElse(null), to);
    else if (value instanceof Map<?, ?> map) object(map, to);
    else if (Nodes.isKind(value.getClass())) list(Nodes.told(value), to);
    else if (value instanceof Record record) object(fields(record), to);
    else if (value instanceof Set<?> set) list(sorted(set), to);
    else if (value instanceof Iterable<?> many) list(many, to);
    else if (value instanceof BaseStream<?, ?> stream) write(iterated(stream), to);
    else if (value.getClass().isArray()) {
      List<Object> held = new ArrayList<>();
      for (int place = 0; place < Array.getLength(value); place++) held.add(Array.get(value, place));
      list(held, to);
    } else {
      String kind = value.getClass().getSimpleName();
      throw new IllegalArgumentException(kind + " cannot be written as JSON, so it cannot be compared");
    }
  }

  /** JavaScript counts no further. */
  private static void whole(Number number, StringBuilder to) {
    BigInteger whole = new BigInteger(number.toString());
    if (whole.abs().compareTo(MAX_SAFE) > 0) quote(whole.toString(), to);
    else to.append(whole);
  }

  private static Map<String, Object> fields(Record record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent one : record.getClass().getRecordComponents()) {
      try {
        one.getAccessor().setAccessible(true);
        fields.put(one.getName(), one.getAccessor().invoke(record));
      } catch (ReflectiveOperationException error) {
        throw new IllegalArgumentException(error);
      }
    }
    return fields;
  }

  /** A set has no order, unless its values have. */
  private static Iterable<?> sorted(Set<?> set) {
    try {
      List<Object> held = new ArrayList<>(set);
      Collections.sort(held, null);
      return held;
    } catch (ClassCastException | NullPointerException unordered) {
      return set;
    }
  }

  private static List<Object> iterated(BaseStream<?, ?> stream) {
    List<Object> held = new ArrayList<>();
    stream.iterator().forEachRemaining(held::add);
    return held;
  }

  private static void list(Iterable<?> many, StringBuilder to) {
    String before = "[";
    for (Object one : many) {
      to.append(before);
      write(one, to);
      before = ",";
    }
    to.append(before.equals("[") ? "[]" : "]");
  }

  private static void object(Map<?, ?> map, StringBuilder to) {
    String before = "{";
    for (Map.Entry<?, ?> one : map.entrySet()) {
      to.append(before);
      quote(String.valueOf(one.getKey()), to);
      to.append(':');
      write(one.getValue(), to);
      before = ",";
    }
    to.append(before.equals("{") ? "{}" : "}");
  }

  private static void quote(String value, StringBuilder to) {
    to.append('"');
    for (char one : value.toCharArray()) {
      if (one == '"' || one == '\\') to.append('\\').append(one);
      else if (one < ' ' || one >= 0x7f) to.append(String.format("\\u%04x", (int) one));
      else to.append(one);
    }
    to.append('"');
  }
}
