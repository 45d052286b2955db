package io.sluice.sink.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.sluice.spi.sink.SetExistsException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The folder of one set.
 *
 * @param path where it is
 */
record SetFolder(Path path) {
    /** The symbolic link to the parent, as CRIU names it. */
    static final String PARENT = "parent";
    /** The seal of CRIU's sets, and of ours. */
    static final String CRIU_SEAL = "inventory.img";
    /** Names the seal of a set whose seal is another. */
    static final String SEAL_NAME = ".sluice-seal";

    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9._-]{1,255}");
    private static final int MOST_NAME_BYTES = 255;

    static SetFolder of(String name) throws IOException {
        try {
            if (name.isEmpty()) {
                throw new IOException("an empty name is no folder");
            }
            return new SetFolder(Path.of(name));
        } catch (InvalidPathException wrong) {
            throw new IOException("the name of a set is no path: " + wrong.getReason(), wrong);
        }
    }

    /** Whether an image may have that name: it cannot lead out of the folder, nor be taken for our own files. */
    static boolean isImageName(String name) {
        return IMAGE.matcher(name).matches()
                && !name.equals(".")
                && !name.equals("..")
                && !name.equals(PARENT)
                && !name.startsWith(".sluice-");
    }

    static void requireImageName(String name) throws IOException {
        if (!isImageName(name)) {
            throw new IOException("no image may have the name '" + name + "'");
        }
    }

    /** Whether it holds a committed set. */
    boolean committed() throws IOException {
        return Files.isRegularFile(path.resolve(seal()), NOFOLLOW_LINKS);
    }

    /**
     * Refuses a folder in which a new set would be mixed with images that are there already.
     *
     * @throws SetExistsException when it holds a set, or images or a parent link that nobody committed
     */
    void requireFree() throws IOException {
        if (committed()) {
            throw new SetExistsException(path + " holds an image set already");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(".img") || name.equals(PARENT)) {
                    throw new SetExistsException(path + " holds " + name + ", which is of no finished set of ours");
                }
            }
        }
    }

    /** The image with whose appearance the set was committed. */
    String seal() throws IOException {
        Path note = path.resolve(SEAL_NAME);
        if (!Files.isRegularFile(note, NOFOLLOW_LINKS) || Files.size(note) > MOST_NAME_BYTES) {
            return CRIU_SEAL;
        }
        String name = Files.readString(note);
        return isImageName(name) ? name : CRIU_SEAL;
    }
}
