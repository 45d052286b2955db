package io.sluice.benchmark;

import io.sluice.benchmark.subject.Place;
import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Ended;
import io.sluice.benchmark.work.Workplace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What dd needs to write as many bytes to the same place: the measure of all throughput. */
record Dd(Commands commands) {

    /** Writes zeros, synced where the place asks for that; answers the seconds. Nothing stays. */
    double seconds(Place place, long bytes) {
        Path file = place.folder().resolve("dd");
        List<String> words = new ArrayList<>(
                List.of("dd", "if=/dev/zero", "of=" + file, "bs=1M", "count=" + bytes, "iflag=count_bytes"));
        if (place.durable()) {
            words.add("conv=fsync");
            settle(place);
        }
        try {
            Ended ended = commands.run(words);
            if (!ended.succeeded()) {
                throw new CannotMeasureException("dd to " + place.folder() + ": " + ended.complaint());
            }
            return ended.seconds();
        } finally {
            Workplace.remove(file);
        }
    }

    /** Waits until the file system has nothing left to write. */
    void settle(Place place) {
        if (place.durable()) {
            commands.run(List.of("sync", "--file-system", place.folder().toString()));
        }
    }
}
