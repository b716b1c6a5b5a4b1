import java.io.*;
import java.util.StringTokenizer;
import java.util.stream.*;

public class Reader {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringTokenizer first = new StringTokenizer(in.readLine());
        int rows = Integer.parseInt(first.nextToken()), columns = Integer.parseInt(first.nextToken());
        PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
        for (int row = 0; row < rows; row++) {
            int[] values = Stream.of(in.readLine().trim().split("\\s+")).mapToInt(Integer::parseInt).toArray();
            out.println(IntStream.of(values).sum() + (values.length == columns ? "" : " ragged"));
        }
        String line;
        while ((line = in.readLine()) != null) out.println("[" + line + "]");
        out.flush();
    }
}
