package io.sluice.benchmark.store;

import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Ended;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Runs {@link PlainUpload}, as nice as Sluice is, with as large a heap and the same compiler. */
record Uploader(Commands commands, URI store) {
    private static final double MEBIBYTE = 1 << 20;

    /** Uploads so much, in whole parts. */
    Moved upload(int mebibytes) {
        long parts = Math.max(1, ((long) mebibytes << 20) / PlainUpload.PART);
        Ended ended = commands.run(List.of(
                "nice",
                "-n",
                "5",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=80m",
                "-cp",
                System.getProperty("java.class.path"),
                PlainUpload.class.getName(),
                store.toString(),
                Long.toString(parts)));
        if (!ended.succeeded()) {
            throw new CannotMeasureException("a plain upload: " + ended.complaint());
        }
        double nanoseconds = Long.parseLong(ended.out().strip());
        double uploaded = parts * (PlainUpload.PART / MEBIBYTE);
        return new Moved(uploaded, nanoseconds / 1e9, ended.seconds(), ended.residentKibibytes() / 1024.0);
    }
}
