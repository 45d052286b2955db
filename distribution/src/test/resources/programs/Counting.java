import java.nio.file.Files;
import java.nio.file.Path;

/** Counts in threads until there is a file "finish"; then writes how far each came, and what it has in memory. */
public final class Counting extends Thread {
    private final long[] ring = new long[65536];
    private long number;
    private long steps;

    public static void main(String[] arguments) throws Exception {
        Counting[] all = {new Counting(), new Counting(), new Counting()};
        StringBuilder result = new StringBuilder();
        for (Counting each : all) {
            each.start();
        }
        for (Counting each : all) {
            each.join();
            long sum = 0;
            for (long seen : each.ring) {
                sum += seen;
            }
            result.append(each.steps + " " + Long.toUnsignedString(each.number) + " " + Long.toUnsignedString(sum) + "\n");
        }
        Files.writeString(Path.of("unfinished"), result);
        Files.move(Path.of("unfinished"), Path.of("result"));
    }

    @Override
    public void run() {
        while (steps % 65536 != 0 || !Files.exists(Path.of("finish"))) {
            byte[] garbage = new byte[(int) (steps % 256)];
            number = number * 6364136223846793005L + 1442695040888963407L + garbage.length - steps % 256;
            ring[(int) (steps % 65536)] = number;
            steps++;
        }
    }
}
