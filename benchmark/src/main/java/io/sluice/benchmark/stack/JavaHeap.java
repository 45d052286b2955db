package io.sluice.benchmark.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A program with a heap as services have one: many small objects, texts, maps, some of them garbage. */
public final class JavaHeap {
    private static final int ENTRY = 1000;

    private JavaHeap() {}

    private record Order(long number, String customer, List<String> lines, Map<String, Object> facts) {}

    /**
     * Runs until somebody ends it, an hour at the most.
     *
     * @param arguments how many MiB of objects about; a file that it makes when they are there
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        List<Order> orders = new ArrayList<>();
        long count = (Long.parseLong(arguments[0]) << 20) / ENTRY;
        for (long number = 0; number < count; number++) {
            orders.add(order(number, random));
        }
        Files.createFile(Path.of(arguments[1]));
        TimeUnit.HOURS.sleep(1);
        Files.writeString(Path.of(arguments[1]), orders.toString());
    }

    private static Order order(long number, SplittableRandom random) {
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < 4; line++) {
            lines.add("article " + random.nextInt(100_000) + ", " + random.nextInt(20) + " pieces");
        }
        Map<String, Object> facts = new HashMap<>();
        facts.put("paid", random.nextInt(2) == 0);
        facts.put("amount", random.nextDouble() * 1000);
        facts.put("token", Long.toHexString(random.nextLong()));
        return new Order(number, "customer-" + random.nextInt(1_000_000), lines, facts);
    }
}
