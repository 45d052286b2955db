package io.sluice.sink.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a commit waits for. */
enum Durability {
    /** Everything is on the device: the set survives a loss of power. */
    FSYNC {
        @Override
        void file(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }

        @Override
        void folder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        void early(StagedImage image, EarlySync sync) {
            sync.soon(image);
        }
    },
    /** Everything is with the kernel: the set survives the death of Sluice, not of the machine. */
    NONE {
        @Override
        void file(Path file) {}

        @Override
        void folder(Path folder) {}

        @Override
        void early(StagedImage image, EarlySync sync) {}
    };

    /** As config.yaml calls them. */
    static final List<String> NAMES = List.of("fsync", "none");

    abstract void file(Path file) throws IOException;

    abstract void folder(Path folder) throws IOException;

    /** Of an image that is still written there is much that is not on the device. */
    abstract void early(StagedImage image, EarlySync sync);
}
