package io.sluice.image.file;

import io.sluice.image.format.MessageWriter;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.message.OwnerEntry;
import io.sluice.image.message.RegFileEntry;
import java.io.IOException;
import java.util.List;

/**
 * Writes files.img of a pre-dump: a file_entry for each regular file that the tree maps or has open. As a pre-dump tells of files
 * and not of descriptors, flags, position and owner are zeros; ids are those of this image alone.
 */
public final class FilesImage {
    /** The name of the image. */
    public static final String IMAGE = "files.img";

    /** CRIU's number of the type REG. */
    private static final int REGULAR = 1;

    private static final OwnerEntry NOBODY = OwnerEntry.newBuilder()
            .setUid(0)
            .setEuid(0)
            .setSignum(0)
            .setPidType(0)
            .setPid(0)
            .build();

    private FilesImage() {}

    /** Whether any of these has an entry. */
    public static boolean has(List<FileEntry> files) {
        return files.stream().anyMatch(CriuFields::has);
    }

    /** Writes the entries of those that have one. */
    public static void write(List<FileEntry> files, MessageWriter messages) throws IOException {
        int id = 0;
        for (FileEntry file : files) {
            if (CriuFields.has(file)) {
                messages.write(entry(++id, file));
            }
        }
    }

    /**
     * Has an entry of a dump say what is recorded of its file, in place of size and mode: of one that may grow no size, of one
     * that may be another nothing.
     */
    public static void describe(RegFileEntry.Builder entry, FileEntry file) {
        entry.clearSize().clearMode();
        CriuFields.into(entry, file);
    }

    private static io.sluice.image.message.FileEntry entry(int id, FileEntry file) {
        RegFileEntry.Builder regular = RegFileEntry.newBuilder()
                .setId(id)
                .setFlags(0)
                .setPos(0)
                .setFown(NOBODY)
                .setName(file.path());
        CriuFields.into(regular, file);
        return io.sluice.image.message.FileEntry.newBuilder()
                .setType(REGULAR)
                .setId(id)
                .setReg(regular)
                .build();
    }
}
