import java.util.*;

public class Main {
    record Stretch(int start, int end) {}

    /** The stretches with a meeting, in order, in minutes since midnight. */
    static List<Stretch> stretches(List<Stretch> meetings) {
        List<Stretch> sorted = new ArrayList<>(meetings);
        sorted.sort(Comparator.comparingInt(Stretch::start));
        Deque<Stretch> found = new ArrayDeque<>();
        for (Stretch next : sorted) {
            if (found.isEmpty() || next.start() > found.peekLast().end()) {
                found.add(next);
            } else {
                Stretch last = found.removeLast();
                found.add(new Stretch(last.start(), Math.max(last.end(), next.end())));
            }
        }
        return List.copyOf(found);
    }

    static int minutes(String clock) {
        String[] parts = clock.split(":");
        return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
    }

    static String clock(int minutes) {
        return String.format("%02d:%02d", minutes / 60, minutes % 60);
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        List<Stretch> meetings = new ArrayList<>();
        for (int left = in.nextInt(); left > 0; left--) {
            meetings.add(new Stretch(minutes(in.next()), minutes(in.next())));
        }
        int total = 0;
        for (Stretch one : stretches(meetings)) {
            System.out.println(clock(one.start()) + " " + clock(one.end()));
            total += one.end() - one.start();
        }
        System.out.println(total);
    }
}
