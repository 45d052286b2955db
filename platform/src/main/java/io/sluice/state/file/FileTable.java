package io.sluice.state.file;

import io.sluice.image.file.FilesImage;
import io.sluice.image.format.ImageType;
import io.sluice.image.message.FileEntry;
import io.sluice.state.StateImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The open files of a tree: each has a number, from 1 on, by which descriptors and mappings name it. */
final class FileTable {
    private final List<FileEntry> entries = new ArrayList<>();
    private int next = 1;
    private final Map<List<Object>, Integer> known = new LinkedHashMap<>();

    /** Adds a file of its own. */
    int add(IntFunction<FileEntry> entry) {
        int id = next++;
        entries.add(entry.apply(id));
        return id;
    }

    /** The number of what has the same key, or of a new one. */
    int once(List<Object> key, IntFunction<FileEntry> entry) {
        Integer before = known.get(key);
        if (before == null) {
            before = add(entry);
            known.put(key, before);
        }
        return before;
    }

    /**
     * All of them as an image.
     *
     * @param recorded what is recorded of files by rules
     */
    StateImage image(RecordedNames recorded) {
        return StateImage.of(
                FilesImage.IMAGE,
                ImageType.FILES,
                entries.stream().map(recorded::describe).toList());
    }
}
