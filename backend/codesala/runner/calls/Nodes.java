// Linked lists and binary trees, which JSON has as lists: of whatever class of the program is called ListNode or TreeNode.
package codesala;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

final class Nodes {
  static boolean isKind(Class<?> kind) {
    return isList(kind) || kind.getSimpleName().equals("TreeNode");
  }

  private static boolean isList(Class<?> kind) {
    return kind.getSimpleName().equals("ListNode");
  }

  static Object made(List<?> json, Class<?> kind) throws Exception {
    List<Object> nodes = new ArrayList<>();
    for (Object value : json) nodes.add(value == null ? null : node(value, kind));
    for (int at = 0, next = 1; at < nodes.size(); at++) {
      Object node = nodes.get(at);
      if (isList(kind)) set(node, "next", at + 1 < nodes.size() ? nodes.get(at + 1) : null);
      else if (node != null)
        for (String side : List.of("left", "right")) set(node, side, next < nodes.size() ? nodes.get(next++) : null);
    }
    return nodes.isEmpty() ? null : nodes.get(0);
  }

  /** By its levels: null is a child that is not there. */
  static List<Object> told(Object first) {
    List<Object> values = new ArrayList<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    boolean isList = isList(first.getClass());
    List<Object> nodes = new ArrayList<>(List.of(first));
    for (int at = 0; at < nodes.size(); at++) {
      Object node = nodes.get(at);
      if (node == null) {
        if (!isList) values.add(null);
        continue;
      }
      if (!seen.add(node))
        throw new IllegalArgumentException(
            (isList ? "the linked list" : "the tree") + " has a cycle, so it cannot be compared");
      values.add(get(node, "val"));
      for (String side : isList ? List.of("next") : List.of("left", "right")) nodes.add(get(node, side));
    }
    while (!isList && !values.isEmpty() && values.get(values.size() - 1) == null) values.remove(values.size() - 1);
    return values;
  }

  /** By its constructor with the fewest parameters. */
  private static Object node(Object value, Class<?> kind) throws Exception {
    Constructor<?> fewest = null;
    for (Constructor<?> one : kind.getDeclaredConstructors())
      if (fewest == null || one.getParameterCount() < fewest.getParameterCount()) fewest = one;
    Class<?>[] kinds = fewest.getParameterTypes();
    Object[] given = new Object[kinds.length];
    for (int at = 0; at < kinds.length; at++)
      given[at] = kinds[at].isPrimitive() || Number.class.isAssignableFrom(kinds[at]) ? Values.as(value, kinds[at]) : null;
    fewest.setAccessible(true);
    Object node = fewest.newInstance(given);
    set(node, "val", Values.as(value, field(node, "val").getGenericType()));
    return node;
  }

  private static Field field(Object node, String name) {
    try {
      Field field = node.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException error) {
      throw new IllegalArgumentException("the class " + node.getClass().getSimpleName() + " has no field " + name);
    }
  }

  private static Object get(Object node, String name) {
    try {
      return field(node, name).get(node);
    } catch (ReflectiveOperationException error) {
      throw new IllegalArgumentException(error);
    }
  }

  private static void set(Object node, String name, Object value) throws Exception {
    field(node, name).set(node, value);
  }
}
