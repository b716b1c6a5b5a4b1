// What a program's types make of the JSON of a call's arguments.
package codesala;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

final class Values {
  static Object as(Object json, Type type) throws Exception {
    if (type instanceof WildcardType wild) return as(json, wild.getUpperBounds()[0]);
    if (type instanceof TypeVariable<?> variable) return as(json, variable.getBounds()[0]);
    if (type instanceof GenericArrayType array) return array(json, array.getGenericComponentType());
    Type[] of = type instanceof ParameterizedType named ? named.getActualTypeArguments() : new Type[0];
    Class<?> kind = (Class<?>) (type instanceof ParameterizedType named ? named.getRawType() : type);
    if (kind == Optional.class) return Optional.ofNullable(json == null ? null : as(json, of[0]));
    if (json == null && !kind.isPrimitive()) return null;
    if (kind.isArray()) return array(json, kind.getComponentType());
    if (kind == boolean.class || kind == Boolean.class) if (json instanceof Boolean) return json;
    if ((kind == char.class || kind == Character.class) && json instanceof String text && text.length() == 1)
      return text.charAt(0);
    if (kind.isInstance(json) && of.length == 0) return json;
    if (json instanceof Number || json instanceof String) {
      Object number = number(json.toString(), kind);
      if (number != null) return number;
    }
    if (json instanceof List<?> list && Iterable.class.isAssignableFrom(kind)) return list(list, kind, of);
    if (json instanceof List<?> list && Nodes.isKind(kind)) return Nodes.made(list, kind);
    if (json instanceof Map<?, ?> map && Map.class.isAssignableFrom(kind)) return map(map, kind, of);
    if (json instanceof Map<?, ?> map && kind.isRecord()) return record(map, kind, of);
    if (json instanceof String name && kind.isEnum())
      for (Object one : kind.getEnumConstants()) if (((Enum<?>) one).name().equals(name)) return one;
    throw unfit(json, type.getTypeName());
  }

  private static IllegalArgumentException unfit(Object json, String type) {
    return new IllegalArgumentException("the argument " + Json.write(json) + " is no " + type);
  }

  /** Null where the type is none of numbers. Of texts too, since whole numbers beyond 2^53 come so. */
  private static Object number(String text, Class<?> kind) {
    try {
      if (kind == int.class || kind == Integer.class) return new BigDecimal(text).intValueExact();
      if (kind == long.class || kind == Long.class) return new BigDecimal(text).longValueExact();
      if (kind == double.class || kind == Double.class) return Double.valueOf(text);
      if (kind == float.class || kind == Float.class) return Float.valueOf(text);
      if (kind == short.class || kind == Short.class) return new BigDecimal(text).shortValueExact();
      if (kind == byte.class || kind == Byte.class) return new BigDecimal(text).byteValueExact();
      if (kind == BigInteger.class) return new BigDecimal(text).toBigIntegerExact();
      return kind == BigDecimal.class ? new BigDecimal(text) : null;
    } catch (ArithmeticException | NumberFormatException unfit) {
      return null;
    }
  }

  private static Object array(Object json, Type of) throws Exception {
    if (of == char.class && json instanceof String text) return text.toCharArray();
    if (!(json instanceof List<?> list)) throw unfit(json, of.getTypeName() + "[]");
    Class<?> kind = Array.newInstance(raw(of), 0).getClass();
    Object array = Array.newInstance(kind.getComponentType(), list.size());
    for (int at = 0; at < list.size(); at++) Array.set(array, at, as(list.get(at), of));
    return array;
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> kind) return kind;
    if (type instanceof ParameterizedType named) return (Class<?>) named.getRawType();
    if (type instanceof GenericArrayType array) return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
    return type instanceof TypeVariable<?> variable ? raw(variable.getBounds()[0]) : Object.class;
  }

  @SuppressWarnings("unchecked")
  private static Object list(List<?> json, Class<?> kind, Type[] of) throws Exception {
    Collection<Object> made = new ArrayList<>();
    if (!kind.isInterface() && !Modifier.isAbstract(kind.getModifiers()))
      made = (Collection<Object>) kind.getDeclaredConstructor().newInstance();
    else if (kind.isAssignableFrom(TreeSet.class) && !kind.isAssignableFrom(LinkedHashSet.class)) made = new TreeSet<>();
    else if (Set.class.isAssignableFrom(kind)) made = new LinkedHashSet<>();
    else if (!kind.isAssignableFrom(ArrayList.class)) made = new LinkedList<>();
    for (Object one : json) made.add(as(one, of.length > 0 ? of[0] : Object.class));
    return made;
  }

  @SuppressWarnings("unchecked")
  private static Object map(Map<?, ?> json, Class<?> kind, Type[] of) throws Exception {
    Map<Object, Object> made = new LinkedHashMap<>();
    if (!kind.isInterface() && !Modifier.isAbstract(kind.getModifiers()))
      made = (Map<Object, Object>) kind.getDeclaredConstructor().newInstance();
    else if (!kind.isAssignableFrom(LinkedHashMap.class)) made = new TreeMap<>();
    boolean isTyped = of.length == 2;
    for (Map.Entry<?, ?> one : json.entrySet())
      made.put(
          as(one.getKey(), isTyped ? of[0] : String.class), as(one.getValue(), isTyped ? of[1] : Object.class));
    return made;
  }

  /** A part that is not there is null; one that the record does not have fits nothing. */
  private static Object record(Map<?, ?> json, Class<?> kind, Type[] of) throws Exception {
    RecordComponent[] parts = kind.getRecordComponents();
    Class<?>[] kinds = new Class<?>[parts.length];
    Object[] given = new Object[parts.length];
    Set<Object> names = new LinkedHashSet<>(json.keySet());
    for (int at = 0; at < parts.length; at++) {
      int variable = Arrays.asList(kind.getTypeParameters()).indexOf(parts[at].getGenericType());
      Type type = variable >= 0 && of.length > 0 ? of[variable] : parts[at].getGenericType();
      kinds[at] = parts[at].getType();
      given[at] = as(json.get(parts[at].getName()), type);
      names.remove(parts[at].getName());
    }
    if (!names.isEmpty()) throw unfit(json, kind.getTypeName());
    Constructor<?> constructor = kind.getDeclaredConstructor(kinds);
    constructor.setAccessible(true);
    return constructor.newInstance(given);
  }
}
