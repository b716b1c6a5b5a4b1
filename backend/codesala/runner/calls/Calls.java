// Calls a function of a program for a case of a question's tests, and writes behind a mark what came of it. The case is its
// input, as JSON; what is expected is not in it. Compiled once by __init__.py, and started beside the program's classes.
package codesala;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

public final class Calls {
  private static final PrintStream OUT = System.out;
  private static String nonce;

  /** `given`: where the program's classes are, and the name that its main file has. */
  public static void main(String[] given) throws Exception {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    Map<?, ?> asked = (Map<?, ?>) new Json(text).read();
    nonce = (String) asked.get("nonce");
    long began = System.nanoTime();
    String said;
    try {
      said = said(asked, classes(Path.of(given[0]), given[1]));
    } catch (Throwable error) {
      Throwable cause = error instanceof InvocationTargetException && error.getCause() != null ? error.getCause() : error;
      said = "{\"error\":" + Json.write(told(cause)) + "}";
    }
    mark((System.nanoTime() - began) / 1e6, said);
    Runtime.getRuntime().halt(0); // whatever else of it runs
  }

  private static void mark(double ms, String said) {
    System.out.flush();
    System.err.flush();
    OUT.print("\u001e" + nonce + " 0 " + ms + " " + said + "\n");
    OUT.flush();
  }

  /** Prints where it failed, without our own part. */
  private static String told(Throwable error) {
    try {
      StackTraceElement[] places = error.getStackTrace();
      int end = places.length;
      for (int at = 0; at < places.length && end == places.length; at++)
        if (places[at].getClassName().matches("(codesala|jdk\\.internal\\.reflect|java\\.lang\\.reflect)\\..*")) end = at;
      error.setStackTrace(Arrays.copyOf(places, end));
      error.printStackTrace();
      return error.toString();
    } catch (Throwable another) {
      return error.getClass().getName();
    }
  }

  private static String said(Map<?, ?> asked, List<Class<?>> classes) throws Exception {
    List<?> args = (List<?>) asked.get("args");
    Method method = method(classes, (List<?>) asked.get("names"), args.size());
    if (method == null) return "{\"missing\":true}";
    Type[] types = method.getGenericParameterTypes();
    if (types.length != args.size())
      throw new IllegalArgumentException(
          method.getName() + " has " + types.length + " parameters, and is called with " + args.size());
    Object[] taken = new Object[types.length];
    for (int at = 0; at < types.length; at++) taken[at] = Values.as(args.get(at), types[at]);
    method.setAccessible(true);
    Object on = Modifier.isStatic(method.getModifiers()) ? null : made(method.getDeclaringClass());
    Object returned = method.invoke(on, taken);
    Object judged = asked.get("judged");
    return "{\"value\":" + Json.write(judged == null ? returned : taken[((Number) judged).intValue()]) + "}";
  }

  private static Object made(Class<?> kind) throws Exception {
    boolean isInner = kind.isMemberClass() && !Modifier.isStatic(kind.getModifiers());
    Object[] given = isInner ? new Object[] {made(kind.getEnclosingClass())} : new Object[0];
    Constructor<?> constructor =
        isInner ? kind.getDeclaredConstructor(kind.getEnclosingClass()) : kind.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance(given);
  }

  /** The program's, that of its main file first, then Solution. */
  private static List<Class<?>> classes(Path folder, String first) throws IOException {
    List<String> names = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      files
          .map(path -> folder.relativize(path).toString())
          .filter(path -> path.endsWith(".class"))
          .forEach(path -> names.add(path.substring(0, path.length() - 6).replace('/', '.')));
    }
    List<String> before = List.of("Solution", first);
    names.sort((one, other) -> {
      int order = before.indexOf(simple(other)) - before.indexOf(simple(one));
      return order != 0 ? order : one.compareTo(other);
    });
    List<Class<?>> found = new ArrayList<>();
    for (String name : names) {
      try {
        Class<?> kind = Class.forName(name, false, Calls.class.getClassLoader());
        if (!kind.isAnonymousClass() && !kind.isLocalClass() && !kind.isSynthetic()) found.add(kind);
      } catch (LinkageError | ClassNotFoundException unusable) {
        continue;
      }
    }
    return found;
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** One with as many parameters where there are several. */
  private static Method method(List<Class<?>> classes, List<?> names, int count) {
    Method best = null;
    for (Class<?> kind : classes)
      for (Object name : names)
        for (Method one : kind.getDeclaredMethods()) {
          boolean isBody = !one.isSynthetic() && !Modifier.isAbstract(one.getModifiers());
          if (!isBody || !one.getName().equals(name)) continue;
          if (one.getParameterCount() == count) return one;
          if (best == null) best = one;
        }
    return best;
  }
}

/** What Java's types make of JSON. */
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
    if (json instanceof Map<?, ?> map && Map.class.isAssignableFrom(kind)) return map(map, kind, of);
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
}
