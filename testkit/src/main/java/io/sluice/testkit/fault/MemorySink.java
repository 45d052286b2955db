package io.sluice.testkit.fault;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import io.sluice.testkit.contract.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A sink that keeps its sets in memory: for tests of what stands on a sink, and, with a {@link Flaw}, for the proof that
 * a rule of the contract can fail. Usable from any thread.
 */
public final class MemorySink implements ImageSink {
    private final Map<String, Stored> sets = new ConcurrentHashMap<>();
    private final Set<String> writers = new HashSet<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<Flaw> flaws;

    /** One rule of the contract that is broken. */
    public enum Flaw {
        VISIBLE_BEFORE_COMMIT(Rule.S01),
        NAMES_DESCENDING(Rule.S02),
        KEEPS_WHAT_WAS_ABORTED(Rule.S03),
        OVERWRITES(Rule.S04),
        TAKES_TWO_WRITERS(Rule.S05),
        CREATES_TWICE(Rule.S06),
        TAKES_PATHS(Rule.S07),
        REWRITES_THE_PARENT(Rule.S08),
        RESOLVES_TO_THE_BASE(Rule.S09),
        READS_FROM_THE_START(Rule.S10),
        INVENTS_IMAGES(Rule.S11),
        INVENTS_SETS(Rule.S12),
        RECOVERY_REMOVES_FIRST_SETS(Rule.S13),
        WRITES_FROM_THE_BUFFERS_START(Rule.S14),
        IGNORES_OFFSETS(Rule.S15),
        SHARES_AN_OPEN_IMAGE(Rule.S16),
        TAKES_ONE_WRITER(Rule.S17),
        SILENT_RECOVERY(Rule.S18),
        DELETES_NOTHING(Rule.S19),
        PUNCHES_TOO_MUCH(Rule.S20),
        KEEPS_THE_OLD_PARENT(Rule.S21),
        FORGETS_NEIGHBOURS(Rule.S22),
        SAYS_THAT_IT_CANNOT_READ(Rule.S23),
        PRETENDS_TO_PUNCH(Rule.S24),
        KEEPS_WHAT_WAS_HALF_WRITTEN(Rule.S25),
        APPENDS_TO_WHAT_CHANGED(Rule.S26),
        PREPARES_TOO_LITTLE(Rule.S27);

        private final Rule rule;

        Flaw(Rule rule) {
            this.rule = rule;
        }

        /** The one rule that it breaks. */
        public Rule rule() {
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
        if (has(Flaw.RESOLVES_TO_THE_BASE) && reference.startsWith("../")) {
            return base;
        }
        return java.nio.file.Path.of(base).resolve(reference).normalize().toString();
    }

    @Override
    public synchronized SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        begun.add(name);
        sets.computeIfPresent(name, (same, set) -> set.whole() ? set : null);
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
        if (set == null && has(Flaw.INVENTS_SETS) && !begun.contains(name)) {
            set = new Stored(Optional.empty(), new ConcurrentSkipListMap<>(), true);
        }
        return set != null && set.whole() ? Optional.of(new Reader(set)) : Optional.empty();
    }

    @Override
    public boolean reads() {
        return !has(Flaw.SAYS_THAT_IT_CANNOT_READ);
    }

    @Override
    public synchronized List<String> recover(String name) {
        Stored set = sets.get(name);
        boolean removes = has(Flaw.RECOVERY_REMOVES_FIRST_SETS)
                && set != null
                && set.parent().isEmpty();
        if (set == null || (set.whole() && !removes)) {
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
        if (has(Flaw.PRETENDS_TO_PUNCH)) {
            return;
        }
        long end = has(Flaw.PUNCHES_TOO_MUCH) ? offset + length + 1 : offset + length;
        Arrays.fill(sets.get(name).images().get(image), (int) offset, (int) end, (byte) 0);
    }

    private final class Writer implements SetWriter {
        private final String name;
        private final Stored set;
        private final Set<String> created = new HashSet<>();
        private final ConcurrentSkipListSet<String> open = new ConcurrentSkipListSet<>();
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
            open.add(image);
            String key = has(Flaw.SHARES_AN_OPEN_IMAGE) ? open.first() : image;
            set.images().put(key, new byte[0]);
            return new Image(set, key, () -> open.remove(image));
        }

        @Override
        public void prepare() {
            if (has(Flaw.VISIBLE_BEFORE_COMMIT)) {
                sets.put(name, set);
            }
        }

        @Override
        public Optional<SetReader> prepared() {
            Stored prepared =
                    has(Flaw.PREPARES_TOO_LITTLE) ? new Stored(set.parent(), new ConcurrentSkipListMap<>(), true) : set;
            return Optional.of(new Reader(prepared));
        }

        @Override
        public void commit() {
            sets.put(name, set);
            committed = true;
        }

        @Override
        public void close() {
            if (!committed && has(Flaw.KEEPS_WHAT_WAS_ABORTED)) {
                sets.put(name, set);
            }
            if (!committed && has(Flaw.VISIBLE_BEFORE_COMMIT)) {
                sets.remove(name);
            }
            synchronized (MemorySink.this) {
                writers.remove(name);
            }
        }
    }

    private final class Image implements ImageWriter {
        private final Stored set;
        private final String name;
        private final Runnable closing;

        Image(Stored set, String name, Runnable closing) {
            this.set = set;
            this.name = name;
            this.closing = closing;
        }

        @Override
        public void write(ByteBuffer bytes) {
            put(set.images().get(name).length, bytes);
        }

        private void put(long offset, ByteBuffer bytes) {
            ByteBuffer source =
                    has(Flaw.WRITES_FROM_THE_BUFFERS_START) ? bytes.duplicate().position(0) : bytes;
            int start = (int) offset;
            byte[] held = set.images().get(name);
            byte[] grown = Arrays.copyOf(held, Math.max(held.length, start + source.remaining()));
            source.get(grown, start, source.remaining());
            bytes.position(bytes.limit());
            set.images().put(name, grown);
        }

        @Override
        public Optional<PositionedWrite> positioned() {
            return Optional.of((offset, bytes) -> put(has(Flaw.IGNORES_OFFSETS) ? 0 : offset, bytes));
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    private final class Reader implements SetReader {
        private final Stored set;

        Reader(Stored set) {
            this.set = set;
        }

        @Override
        public List<String> images() {
            List<String> names = new ArrayList<>(set.images().keySet());
            if (has(Flaw.NAMES_DESCENDING)) {
                Collections.reverse(names);
            }
            return names;
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
