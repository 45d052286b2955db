package io.sluice.state.file;

import io.sluice.image.file.FilesImage;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.message.RegFileEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was recorded of files while the tree ran. One that has another length by the stop was written meanwhile: of that one nothing
 * is known but the length that it has.
 */
public final class RecordedNames {
    private static final String CHANGED = "it changed while the tree was dumped";
    private final Map<String, FileEntry> known = new HashMap<>();

    /** @param recorded by the rules for files */
    public RecordedNames(List<FileEntry> recorded) {
        recorded.stream().filter(file -> !file.deleted()).forEach(file -> known.put(file.path(), file));
    }

    /** An entry of files.img, with what is recorded of its file. */
    io.sluice.image.message.FileEntry describe(io.sluice.image.message.FileEntry entry) {
        FileEntry file = entry.hasReg() && entry.getReg().hasSize()
                ? known.get(entry.getReg().getName())
                : null;
        if (file == null) {
            return entry;
        }
        RegFileEntry.Builder regular = entry.getReg().toBuilder();
        if (file.mayGrow() || file.size() == regular.getSize()) {
            FilesImage.describe(regular, file);
        } else {
            known.put(file.path(), file.without(regular.getSize(), CHANGED));
        }
        return entry.toBuilder().setReg(regular).build();
    }

    /** What the manifest is to say of a file that was recorded. */
    public FileEntry of(FileEntry recorded) {
        return recorded.deleted()
                ? recorded
                : Optional.ofNullable(known.get(recorded.path())).orElse(recorded);
    }
}
