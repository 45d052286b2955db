package io.sluice.sink.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a dead writer left in a set's folder. Removed only by who holds the staging folder. */
final class Remains {
    private Remains() {}

    /**
     * Removes what was staged, and what was moved where the set is not committed. The staging folder itself remains.
     *
     * @return in words, what was removed
     */
    static List<String> remove(SetFolder set, Staging staging, Durability durability) throws IOException {
        List<String> words = new ArrayList<>();
        if (!set.committed()) {
            for (String name : staging.journal().undo(durability)) {
                words.add(set.path().resolve(name) + ", of a set that was never committed");
            }
        }
        int staged = count(staging.images());
        if (staged > 0) {
            words.add("staged files of a dead writer in " + staging.folder() + ": " + staged);
        }
        staging.clear();
        return words;
    }

    static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException inUse) {
            // Somebody put something there: it stays, and so does the folder.
        }
    }

    private static int count(Path folder) throws IOException {
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            return 0;
        }
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                count += file == null ? 0 : 1;
            }
        }
        return count;
    }
}
