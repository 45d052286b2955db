package io.sluice.sink.hdfs;

import io.sluice.sink.lease.Heartbeat;
import io.sluice.sink.lease.Holder;
import io.sluice.spi.sink.SetInUseException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A writer's folder in the set's folder. While it is there, and he lives, the set is his. */
final class Staging implements AutoCloseable {
    private static final String PREFIX = ".sluice-";
    private static final String FENCED = ".dead";
    private static final String WRITER = "writer";
    private static final String JOURNAL = "journal";
    private static final String MADE = "made";

    private final SetFolder set;
    private final Path folder;
    private final Holder holder;
    private Heartbeat heartbeat;
    private boolean made;
    private List<String> recovered = List.of();

    private Staging(SetFolder set, Holder holder, boolean made) {
        this.set = set;
        this.folder = set.resolve(PREFIX + holder.id());
        this.holder = holder;
        this.made = made;
    }

    /**
     * Takes the set, and clears up after dead writers.
     *
     * @throws SetInUseException when a living one has it
     */
    static Staging begin(SetFolder set, Holder holder, Duration lease) throws IOException {
        boolean made = !set.exists(set.path());
        Staging staging = new Staging(set, holder, made);
        long before = System.nanoTime();
        if (made) {
            set.makeFolder(set.path());
        }
        set.makeFolder(staging.images());
        boolean held = false;
        try {
            staging.take(lease, before);
            held = true;
            return staging;
        } finally {
            if (!held) {
                staging.close();
                staging.discard();
            }
        }
    }

    /** Whether somebody, dead or alive, has, or had, a folder here. */
    static boolean anyIn(SetFolder set) throws IOException {
        return set.list(set.path()).stream().anyMatch(Staging::isStaging);
    }

    private void take(Duration lease, long before) throws IOException {
        noteMade();
        renew();
        List<Path> dead = new ArrayList<>();
        long now = set.files().getFileStatus(new Path(folder, WRITER)).getModificationTime();
        for (FileStatus other : set.list(set.path())) {
            if (isStaging(other) && !other.getPath().getName().equals(folder.getName())) {
                if (lives(other, now, lease)) {
                    throw new SetInUseException("another dump is being written to " + set.path());
                }
                dead.add(other.getPath());
            }
        }
        heartbeat = Heartbeat.start("sluice-lease", lease, before, () -> {
            renew();
            return true;
        });
        List<String> words = new ArrayList<>();
        for (Path other : dead) {
            words.addAll(remove(other));
        }
        recovered = words;
        noteMade();
    }

    /** Who made the set's folder, or clears up after one who did, takes it away again if nothing comes of it. */
    private void noteMade() throws IOException {
        if (made) {
            set.write(new Path(folder, MADE), "");
        }
    }

    /** In words, what dead writers had left. */
    List<String> recovered() {
        return recovered;
    }

    /** @throws IOException when another writer may have the set by now */
    void require() throws IOException {
        if (!heartbeat.holds()) {
            throw new IOException("the lock of " + set.path() + " could not be renewed");
        }
    }

    Path images() {
        return new Path(folder, "images");
    }

    /** Notes what will be moved from the images to the set's folder, or is to be removed from there. */
    void note(List<String> names) throws IOException {
        Path unfinished = new Path(folder, JOURNAL + ".new");
        set.write(unfinished, String.join("\n", names) + "\n");
        set.move(unfinished, new Path(folder, JOURNAL));
    }

    /** Takes back what was moved, unless the set is committed, and removes the folder; the set's too, if it was made for this. */
    void giveUp() throws IOException {
        close();
        if (set.exists(folder)) {
            remove(folder);
        }
        if (made) {
            set.deleteIfEmpty();
        }
    }

    /** Removes the folder. What cannot be removed now, a later begin or recover does. */
    void discard() {
        close();
        try {
            set.delete(folder);
            if (made) {
                set.deleteIfEmpty();
            }
        } catch (IOException later) {
            // See above.
        }
    }

    /** Ends the renewing. */
    @Override
    public void close() {
        if (heartbeat != null) {
            heartbeat.close();
        }
    }

    /** Fails when the folder is not there any more: it is made by nobody but {@link #begin}. */
    private void renew() throws IOException {
        set.write(new Path(folder, WRITER), holder.text());
    }

    private boolean lives(FileStatus other, long now, Duration lease) throws IOException {
        if (other.getPath().getName().endsWith(FENCED)) {
            return false;
        }
        Path file = new Path(other.getPath(), WRITER);
        long written = set.status(file).orElse(other).getModificationTime();
        boolean renewed = now - written < lease.toMillis();
        Optional<Holder> writer = set.text(file).flatMap(Holder::parse);
        if (writer.isEmpty()) {
            return renewed;
        }
        return switch (writer.get().fate()) {
            case LIVING ->
                renewed || writer.get().pid() != ProcessHandle.current().pid();
            case DEAD -> false;
            case ELSEWHERE -> renewed;
        };
    }

    /** First the fence: a rename, after which nothing can be moved out. Then what was moved before is taken back. */
    private List<String> remove(Path other) throws IOException {
        Path fenced = other;
        if (!other.getName().endsWith(FENCED)) {
            fenced = other.suffix(FENCED);
            set.move(other, fenced);
        }
        List<String> words = new ArrayList<>();
        if (!set.committed()) {
            for (String name : noted(fenced)) {
                Path moved = set.resolve(name);
                if (!set.exists(new Path(fenced, "images/" + name)) && set.exists(moved)) {
                    set.delete(moved);
                    words.add(moved + ", of a set that was never committed or was deleted");
                }
            }
        }
        made |= set.exists(new Path(fenced, MADE));
        set.delete(fenced);
        words.add("the folder " + other + " of a dead writer");
        return words;
    }

    private List<String> noted(Path fenced) throws IOException {
        return set.text(new Path(fenced, JOURNAL))
                .orElse("")
                .lines()
                .filter(name -> SetFolder.isImageName(name)
                        || name.equals(SetFolder.PARENT)
                        || name.equals(SetFolder.SEAL_NAME))
                .toList();
    }

    private static boolean isStaging(FileStatus file) {
        return file.isDirectory() && file.getPath().getName().matches("\\.sluice-[0-9a-f-]{36}(\\.dead)?");
    }
}
