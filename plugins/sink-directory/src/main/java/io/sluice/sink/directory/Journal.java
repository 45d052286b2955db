package io.sluice.sink.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes, before a commit moves anything, what it will move: each file by its inode and name. So that after a death just
 * those files, and no other of the same name, are taken back.
 *
 * @param set the set's folder
 * @param staging the staging folder
 */
record Journal(Path set, Path staging) {
    private static final String NAME = "journal";
    private static final String UNFINISHED = "journal.new";
    private static final long MOST_BYTES = 64 << 20;

    /** One file that is to be moved into the set's folder. */
    private record Move(long inode, String name) {
        static Optional<Move> parse(String line) {
            int space = line.indexOf(' ');
            if (space <= 0) {
                return Optional.empty();
            }
            String name = line.substring(space + 1);
            boolean ours =
                    SetFolder.isImageName(name) || name.equals(SetFolder.PARENT) || name.equals(SetFolder.SEAL_NAME);
            try {
                return Optional.of(new Move(Long.parseLong(line.substring(0, space)), name))
                        .filter(move -> ours);
            } catch (NumberFormatException torn) {
                return Optional.empty();
            }
        }
    }

    /** Notes these staged files, which will have the same names in the set's folder. */
    void write(List<Path> staged, Durability durability) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : staged) {
            lines.add(inode(file) + " " + file.getFileName());
        }
        Path unfinished = staging.resolve(UNFINISHED);
        Files.write(unfinished, lines);
        durability.file(unfinished);
        Files.move(unfinished, staging.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        durability.folder(staging);
    }

    /**
     * Takes back from the set's folder what was moved there. Only for a set that is not committed.
     *
     * @return the names of what was removed
     */
    List<String> undo(Durability durability) throws IOException {
        List<String> removed = new ArrayList<>();
        Path file = staging.resolve(NAME);
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
            return removed;
        }
        for (String line : Files.readAllLines(file)) {
            Optional<Move> move = Move.parse(line);
            if (move.isPresent() && wasMoved(move.get())) {
                Files.delete(set.resolve(move.get().name()));
                removed.add(move.get().name());
            }
        }
        durability.folder(set);
        return removed;
    }

    void delete() throws IOException {
        Files.deleteIfExists(staging.resolve(NAME));
        Files.deleteIfExists(staging.resolve(UNFINISHED));
    }

    private boolean wasMoved(Move move) throws IOException {
        try {
            return inode(set.resolve(move.name())) == move.inode();
        } catch (NoSuchFileException notMoved) {
            return false;
        }
    }

    private static long inode(Path file) throws IOException {
        return (long) Files.getAttribute(file, "unix:ino", NOFOLLOW_LINKS);
    }
}
