// Calls a function of a program for a case of a question's tests, and writes behind a mark what came of it. The case is its
// input, as JSON; what is expected is not in it. Compiled once by __init__.py, and started beside the program's classes.
package codesala;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
    int place = judged == null ? -1 : ((Number) judged).intValue();
    Object value = place < 0 ? returned : taken[place];
    Class<?> kind = place < 0 ? method.getReturnType() : method.getParameterTypes()[place];
    return "{\"value\":" + (value == null && Nodes.isKind(kind) ? "[]" : Json.write(value)) + "}";
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
