package io.sluice.sink.hdfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.spi.sink.SetExistsException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The folder of a set, and what is done in file systems.
 *
 * @param files the file system
 * @param path with its file system, and without dots
 */
record SetFolder(FileContext files, Path path) {
    /** A file that holds the reference to the parent: not every file system has links. */
    static final String PARENT = "parent";
    /** Names the seal where it is not CRIU's. */
    static final String SEAL_NAME = ".sluice-seal";

    /** Memory has secrets. */
    private static final Options.CreateOpts PRIVATE_FILE =
            Options.CreateOpts.perms(new FsPermission(FsAction.READ_WRITE, FsAction.NONE, FsAction.NONE));

    private static final FsPermission PRIVATE_FOLDER = new FsPermission(FsAction.ALL, FsAction.NONE, FsAction.NONE);

    private static final String CRIU_SEAL = "inventory.img";
    private static final int MOST_TEXT = 64 << 20;
    private static final Pattern IMAGE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}");

    static boolean isImageName(String name) {
        return IMAGE_NAME.matcher(name).matches() && !name.equals(PARENT);
    }

    static void requireImageName(String name) throws IOException {
        if (!isImageName(name)) {
            throw new IOException("no image may have the name '" + name + "'");
        }
    }

    Path resolve(String name) {
        return new Path(path, name);
    }

    boolean exists(Path file) throws IOException {
        return status(file).isPresent();
    }

    Optional<FileStatus> status(Path file) throws IOException {
        try {
            return Optional.of(files.getFileStatus(file));
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    /** What is in a folder; nothing when it is not there. */
    List<FileStatus> list(Path folder) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        try {
            for (RemoteIterator<FileStatus> all = files.listStatus(folder); all.hasNext(); ) {
                found.add(all.next());
            }
        } catch (FileNotFoundException absent) {
            return List.of();
        }
        return found;
    }

    /** Moves a file to where there is none, as one step. */
    void move(Path from, Path to) throws IOException {
        files.rename(from, to, Options.Rename.NONE);
    }

    /** Moves a file to where there may be one, as one step. */
    void replace(Path from, Path to) throws IOException {
        files.rename(from, to, Options.Rename.OVERWRITE);
    }

    /** Makes a file where there is none, in a folder that is there. */
    FSDataOutputStream create(Path file) throws IOException {
        return files.create(file, EnumSet.of(CreateFlag.CREATE), PRIVATE_FILE);
    }

    /** Makes a folder, and those that it is in. */
    void makeFolder(Path folder) throws IOException {
        files.mkdir(folder, PRIVATE_FOLDER, true);
    }

    /** Writes a short file anew, in a folder that is there. */
    void write(Path file, String text) throws IOException {
        try (OutputStream out = files.create(file, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE), PRIVATE_FILE)) {
            out.write(text.getBytes(UTF_8));
        }
    }

    /** A short file; empty when there is none. */
    Optional<String> text(Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return Optional.of(new String(in.readNBytes(MOST_TEXT), UTF_8));
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    /** Removes a file, or a folder with all that is in it; one that is not there is no error. */
    void delete(Path file) throws IOException {
        try {
            files.delete(file, true);
        } catch (FileNotFoundException absent) {
            // It is as it should be.
        }
    }

    /** Removes this folder, if nothing is in it. */
    void deleteIfEmpty() throws IOException {
        if (list(path).isEmpty()) {
            files.delete(path, false);
        }
    }

    /** Whether it holds a committed set. */
    boolean committed() throws IOException {
        return status(resolve(seal())).filter(FileStatus::isFile).isPresent();
    }

    /** The image with whose appearance the set was committed. */
    String seal() throws IOException {
        return text(resolve(SEAL_NAME)).filter(SetFolder::isImageName).orElse(CRIU_SEAL);
    }

    static boolean needsNote(String seal) {
        return !seal.equals(CRIU_SEAL);
    }

    /**
     * Refuses a folder in which a new set would be mixed with images that are there already.
     *
     * @throws SetExistsException when it holds a set, or images or a parent that nobody committed
     */
    void requireFree() throws IOException {
        if (committed()) {
            throw new SetExistsException(path + " holds an image set already");
        }
        for (FileStatus file : list(path)) {
            String name = file.getPath().getName();
            if (name.endsWith(".img") || name.equals(PARENT)) {
                throw new SetExistsException(path + " holds " + name + ", which is of no finished set of ours");
            }
        }
    }
}
