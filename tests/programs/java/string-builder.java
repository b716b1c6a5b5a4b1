import java.util.*;

public class StringBuilders {
    static boolean isPalindrome(String s) {
        String plain = s.toLowerCase().replaceAll("[^a-z0-9]", "");
        return new StringBuilder(plain).reverse().toString().equals(plain);
    }

    static String compress(String s) {
        StringBuilder sb = new StringBuilder();
        for (int i = 0, j; i < s.length(); i = j) {
            for (j = i; j < s.length() && s.charAt(j) == s.charAt(i); ) j++;
            sb.append(s.charAt(i)).append(j - i);
        }
        return sb.toString();
    }

    public static void main(String[] args) {
        System.out.println(isPalindrome("A man, a plan, a canal: Panama"));
        System.out.println(compress("aaabbc"));
        StringBuilder sb = new StringBuilder("hello");
        sb.insert(0, '[').append(']').setCharAt(1, 'H');
        sb.deleteCharAt(sb.length() - 1).replace(0, 1, "<<").append(1).append(2.5).append(true).append((Object) null);
        System.out.println(sb + " " + sb.length() + " " + sb.indexOf("l"));
        String text = "  to be or not to be  ";
        System.out.println(Arrays.toString(text.trim().split(" ")) + text.lastIndexOf("be") + text.isEmpty());
        System.out.println(String.join("-", List.of("a", "b")) + " " + "a,b,,c,,".split(",").length);
        char[] letters = "listen".toCharArray();
        Arrays.sort(letters);
        System.out.println(new String(letters) + String.valueOf(letters).hashCode() + "abc".compareTo("abd") + 'a' + 1 + (char) ('a' + 1));
        System.out.println("x".equals(null) + " " + "Ab".equalsIgnoreCase("aB") + " " + "straße".toUpperCase() + " " + "a\tb\\n");
        System.out.println("hello".substring(2, 9));
    }
}
