package io.sluice.sink.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that writes set after set until it is killed; every third folder has a user's file before. */
final class EndlessWriter {
    static final List<String> IMAGES = List.of("pagemap-1.img", "pages-1.img", "stats-dump", Sets.SEAL);
    static final String PARENT = "../before";

    private static final int MOST_SECONDS = 30;

    private EndlessWriter() {}

    static Process start(Path sets, Durability durability) throws IOException {
        return launch(sets, durability.name());
    }

    static Process holding(Path sets) throws IOException {
        return launch(sets, "hold");
    }

    static String contents(String image) {
        return image.repeat(100);
    }

    /** Arguments: the folder for the sets; {@code hold}, or the durability. */
    @SuppressWarnings("SystemOut") // the process that started this one waits for it
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path sets = Path.of(arguments[0]);
        if (arguments[1].equals("hold")) {
            hold(sets);
            return;
        }
        System.out.println("ready");
        Durability durability = Durability.valueOf(arguments[1]);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        for (int number = 0; System.nanoTime() < end; number++) {
            Path set = sets.resolve("set-" + number);
            if (number % 3 == 0) {
                Files.createDirectory(set);
                Files.writeString(set.resolve("user.log"), "mine");
            }
            write(set, durability);
        }
    }

    private static void hold(Path sets) throws IOException, InterruptedException {
        try (SetWriter writer = Sets.sink().begin(sets.resolve("held").toString(), Optional.empty(), Sets.SEAL)) {
            Sets.image(writer, "a.img", new byte[10]);
            System.out.println("ready");
            TimeUnit.SECONDS.sleep(MOST_SECONDS);
        }
    }

    private static void write(Path set, Durability durability) throws IOException {
        try (SetWriter writer =
                new DirectorySink(Sets.NO_HOLES, durability).begin(set.toString(), Optional.of(PARENT), Sets.SEAL)) {
            for (String image : IMAGES) {
                Sets.image(writer, image, contents(image).getBytes(UTF_8));
            }
            writer.prepare();
            writer.commit();
        }
    }

    private static Process launch(Path sets, String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        sets.toString(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
