package io.sluice.dump;

import io.sluice.image.manifest.FileEntry;
import io.sluice.state.file.RecordedNames;
import io.sluice.validate.FileRecorder;
import io.sluice.validate.FileRecorder.Recorded;
import java.time.Duration;
import java.util.List;

/**
 * The files of a tree, as they were before the stop.
 *
 * @param recorded what is recorded of them
 * @param names by which the images name them
 * @param looking how long it took
 */
record LookedAtFiles(Recorded recorded, RecordedNames names, Duration looking) {

    /** Looks at those of processes that run. */
    static LookedAtFiles of(FileRecorder recorder, List<Integer> processes) {
        long started = System.nanoTime();
        Recorded recorded = recorder.record(processes);
        return new LookedAtFiles(recorded, new RecordedNames(recorded.files()), Spent.since(started));
    }

    /** What the manifest says of them, once the images have named them. */
    List<FileEntry> entries() {
        return recorded.files().stream().map(names::of).toList();
    }

    /** What is to be told of them. */
    List<String> notes() {
        return recorded.notes();
    }
}
