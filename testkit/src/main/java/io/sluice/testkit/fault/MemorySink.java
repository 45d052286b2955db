package io.sluice.testkit.fault;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A sink that keeps its sets in memory: for tests of what stands on a sink, and, with a {@link Flaw}, for the proof that
 * a rule of the contract can fail. Usable from any thread.
 */
public final class MemorySink implements ImageSink {
    private final Map<String, Stored> sets = new ConcurrentHashMap<>();
    private final Set<String> writers = new HashSet<>();
    private final Set<Flaw> flaws;

    /** One rule of the contract that is broken. */
    public enum Flaw {
        /** S1. */
        VISIBLE_BEFORE_COMMIT("s01AbsentUntilCommitted"),
        /** S2. */
        LOSES_THE_LAST_BYTE("s02HoldsEveryByte"),
        /** S3. */
        KEEPS_WHAT_WAS_ABORTED("s03AnAbortLeavesNothing"),
        /** S4. */
        OVERWRITES("s04ATakenNameIsRefused"),
        /** S5. */
        TAKES_TWO_WRITERS("s05TwoWritersAreRefused"),
        /** S6. */
        CREATES_TWICE("s06AnImageIsCreatedOnce"),
        /** S7. */
        TAKES_PATHS("s07NamesAreNoPaths"),
        /** S8. */
        REWRITES_THE_PARENT("s08TheParentIsKept"),
        /** S9. */
        RESOLVES_TO_THE_BASE("s09ReferencesResolve"),
        /** S10. */
        READS_FROM_THE_START("s10ReadsAtOffsets"),
        /** S11. */
        INVENTS_IMAGES("s11UnknownImages"),
        /** S12. */
        INVENTS_SETS("s12UnknownSets"),
        /** S13. */
        RECOVERY_REMOVES_SETS("s13RecoveryKeepsSets"),
        /** S14. */
        WRITES_FROM_THE_BUFFERS_START("s14WritesTakeWhatRemains"),
        /** S15. */
        IGNORES_OFFSETS("s15PositionedWrites"),
        /** S16. */
        SHARES_ONE_IMAGE("s16ImagesAtTheSameTime"),
        /** S17. */
        TAKES_ONE_WRITER("s17DifferentNames"),
        /** S18. */
        SILENT_RECOVERY("s18Remains"),
        /** S19. */
        DELETES_NOTHING("s19Deletes"),
        /** S20. */
        PUNCHES_TOO_MUCH("s20Punches"),
        /** S21. */
        KEEPS_THE_OLD_PARENT("s21Relinks"),
        /** S22. */
        FORGETS_NEIGHBOURS("s22Neighbours"),
        /** S23. */
        KEEPS_WHAT_WAS_HALF_WRITTEN("s23Appends"),
        /** S24. */
        APPENDS_TO_WHAT_CHANGED("s24ChangedMeanwhile");

        private final String rule;

        Flaw(String rule) {
            this.rule = rule;
        }

        /** The contract's test that must fail. */
        public String rule() {
            return rule;
        }
    }

    private record Stored(Optional<String> parent, ConcurrentSkipListMap<String, byte[]> images, boolean whole) {}

    /** One that has these flaws; none is a good sink. */
    public MemorySink(Set<Flaw> flaws) {
        this.flaws = Set.copyOf(flaws);
    }

    private boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    /** Leaves what a writer leaves that died. */
    public void leaveRemains(String name) {
        sets.put(name, new Stored(Optional.empty(), new ConcurrentSkipListMap<>(), false));
    }

    @Override
    public String resolve(String base, String reference) {
        if (has(Flaw.RESOLVES_TO_THE_BASE)) {
            return base;
        }
        return java.nio.file.Path.of(base).resolve(reference).normalize().toString();
    }

    @Override
    public synchronized SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        recover(name);
        if (sets.containsKey(name) && !has(Flaw.OVERWRITES)) {
            throw new SetExistsException(name + " is there already");
        }
        boolean taken = has(Flaw.TAKES_ONE_WRITER) ? !writers.isEmpty() : writers.contains(name);
        if (taken && !has(Flaw.TAKES_TWO_WRITERS)) {
            throw new SetInUseException(name + " is being written");
        }
        writers.add(name);
        return new Writer(name, has(Flaw.REWRITES_THE_PARENT) ? parent.map(p -> "/" + p) : parent);
    }

    @Override
    public Optional<SetReader> open(String name) {
        Stored set = sets.get(name);
        if (set == null && has(Flaw.INVENTS_SETS)) {
            set = new Stored(Optional.empty(), new ConcurrentSkipListMap<>(), true);
        }
        return set != null && set.whole() ? Optional.of(new Reader(set)) : Optional.empty();
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public synchronized List<String> recover(String name) {
        Stored set = sets.get(name);
        if (set == null || (set.whole() && !has(Flaw.RECOVERY_REMOVES_SETS))) {
            return List.of();
        }
        sets.remove(name);
        return has(Flaw.SILENT_RECOVERY) ? List.of() : List.of("removed " + name);
    }

    @Override
    public void delete(String name) {
        if (!has(Flaw.DELETES_NOTHING)) {
            sets.remove(name);
        }
    }

    @Override
    public List<String> beside(String name) {
        return has(Flaw.FORGETS_NEIGHBOURS)
                ? List.of()
                : sets.keySet().stream()
                        .filter(other ->
                                !other.equals(name) && resolve(other, "..").equals(resolve(name, "..")))
                        .filter(other -> open(other).isPresent())
                        .toList();
    }

    @Override
    public void relink(String name, String reference) {
        if (!has(Flaw.KEEPS_THE_OLD_PARENT)) {
            sets.computeIfPresent(name, (same, set) -> new Stored(Optional.of(reference), set.images(), true));
        }
    }

    @Override
    public boolean punches() {
        return true;
    }

    @Override
    public synchronized void append(String name, String image, long seen, long keep, ByteBuffer bytes)
            throws IOException {
        byte[] held = sets.get(name).images().getOrDefault(image, new byte[0]);
        if (held.length != seen && !has(Flaw.APPENDS_TO_WHAT_CHANGED)) {
            throw new SetInUseException(image + " of " + name + " was changed meanwhile");
        }
        int kept = has(Flaw.KEEPS_WHAT_WAS_HALF_WRITTEN) ? held.length : (int) keep;
        byte[] grown = Arrays.copyOf(held, kept + bytes.remaining());
        bytes.get(grown, kept, bytes.remaining());
        sets.get(name).images().put(image, grown);
    }

    @Override
    public void punch(String name, String image, long offset, long length) {
        long end = has(Flaw.PUNCHES_TOO_MUCH) ? offset + length + 1 : offset + length;
        Arrays.fill(sets.get(name).images().get(image), (int) offset, (int) end, (byte) 0);
    }

    private final class Writer implements SetWriter {
        private final String name;
        private final Stored set;
        private final Set<String> created = new HashSet<>();
        private boolean committed;

        Writer(String name, Optional<String> parent) {
            this.name = name;
            this.set = new Stored(parent, new ConcurrentSkipListMap<>(), true);
        }

        @Override
        public ImageWriter create(String image) throws IOException {
            if (!has(Flaw.TAKES_PATHS) && (!image.matches("[A-Za-z0-9._-]+") || image.matches("\\.\\.?"))) {
                throw new IOException("no name for an image: " + image);
            }
            if (!created.add(image) && !has(Flaw.CREATES_TWICE)) {
                throw new IOException(image + " was created before");
            }
            String key = has(Flaw.SHARES_ONE_IMAGE) ? "shared.img" : image;
            set.images().put(key, new byte[0]);
            return new Image(set, key);
        }

        @Override
        public void prepare() {
            if (has(Flaw.VISIBLE_BEFORE_COMMIT)) {
                sets.put(name, set);
            }
        }

        @Override
        public void commit() {
            if (has(Flaw.LOSES_THE_LAST_BYTE)) {
                set.images().replaceAll((image, bytes) -> Arrays.copyOf(bytes, Math.max(0, bytes.length - 1)));
            }
            sets.put(name, set);
            committed = true;
        }

        @Override
        public void close() {
            if (!committed && has(Flaw.KEEPS_WHAT_WAS_ABORTED)) {
                sets.put(name, set);
            }
            synchronized (MemorySink.this) {
                writers.remove(name);
            }
        }
    }

    private final class Image implements ImageWriter {
        private final Stored set;
        private final String name;

        Image(Stored set, String name) {
            this.set = set;
            this.name = name;
        }

        @Override
        public void write(ByteBuffer bytes) {
            put(set.images().get(name).length, bytes);
        }

        private void put(long offset, ByteBuffer bytes) {
            ByteBuffer source =
                    has(Flaw.WRITES_FROM_THE_BUFFERS_START) ? bytes.duplicate().position(0) : bytes;
            int start = has(Flaw.IGNORES_OFFSETS) ? 0 : (int) offset;
            byte[] held = set.images().get(name);
            byte[] grown = Arrays.copyOf(held, Math.max(held.length, start + source.remaining()));
            source.get(grown, start, source.remaining());
            bytes.position(bytes.limit());
            set.images().put(name, grown);
        }

        @Override
        public Optional<PositionedWrite> positioned() {
            return Optional.of(this::put);
        }

        @Override
        public void close() {}
    }

    private final class Reader implements SetReader {
        private final Stored set;

        Reader(Stored set) {
            this.set = set;
        }

        @Override
        public List<String> images() {
            return new ArrayList<>(set.images().keySet());
        }

        @Override
        public Optional<Long> length(String image) {
            byte[] none = has(Flaw.INVENTS_IMAGES) ? new byte[0] : null;
            return Optional.ofNullable(set.images().getOrDefault(image, none)).map(bytes -> (long) bytes.length);
        }

        @Override
        public int read(String image, long offset, ByteBuffer into) throws IOException {
            byte[] bytes = set.images().get(image);
            if (bytes == null) {
                throw new IOException("there is no " + image);
            }
            int from = has(Flaw.READS_FROM_THE_START) ? 0 : (int) Math.min(offset, bytes.length);
            int length = Math.min(into.remaining(), bytes.length - from);
            into.put(bytes, from, length);
            return length;
        }

        @Override
        public Optional<String> parent() {
            return set.parent();
        }
    }
}
