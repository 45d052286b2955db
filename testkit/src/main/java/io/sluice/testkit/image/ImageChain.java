package io.sluice.testkit.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A set and its parents, read back page by page. Used by one thread. */
public final class ImageChain implements AutoCloseable {
    private static final int DEEPEST = 1000;
    private final List<Path> sets = new ArrayList<>();
    private final Map<Path, Optional<Pagemap>> pagemaps = new HashMap<>();
    private final Map<Path, FileChannel> pages = new HashMap<>();

    /** Opens the chain that ends with the set in {@code folder}, following its links named parent. */
    public ImageChain(Path folder) {
        try {
            Path next = folder.toRealPath();
            sets.add(next);
            while (Files.exists(next.resolve("parent"), LinkOption.NOFOLLOW_LINKS)) {
                next = next.resolve("parent").toRealPath();
                sets.add(next);
                if (sets.size() > DEEPEST) {
                    throw new AssertionError(folder + " has a chain without an end");
                }
            }
        } catch (IOException failure) {
            throw new AssertionError("the chain of " + folder + " is broken: " + failure, failure);
        }
    }

    /** Its sets, the newest first. */
    public List<Path> sets() {
        return List.copyOf(sets);
    }

    /** The names of the pagemaps of the newest set. */
    public List<String> pagemapNames() {
        try (Stream<Path> files = Files.list(sets.get(0))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("pagemap-"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A pagemap of the newest set. */
    public Optional<Pagemap> pagemap(String name) {
        return pagemap(0, name);
    }

    private Optional<Pagemap> pagemap(int depth, String name) {
        return pagemaps.computeIfAbsent(sets.get(depth).resolve(name), ImageChain::readPagemap);
    }

    private static Optional<Pagemap> readPagemap(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Pagemap.read(file)) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The bytes of one page, from whichever set has it; empty when the newest pagemap does not list it. An assertion fails
     * when it is said to be in a parent that does not list it.
     */
    public Optional<ByteBuffer> page(String name, long address) {
        for (int depth = 0; depth < sets.size(); depth++) {
            Pagemap map = pagemap(depth, name).orElse(null);
            Pagemap.Run run = map == null ? null : map.run(address);
            if (run == null) {
                if (depth == 0) {
                    return Optional.empty();
                }
                break;
            }
            if (!run.inParent()) {
                return Optional.of(bytes(depth, map, run.offset() + address - run.start()));
            }
        }
        throw new AssertionError(sets.get(0) + " " + name + ": page " + Long.toHexString(address)
                + " is said to be in a parent, but no parent has it");
    }

    private ByteBuffer bytes(int depth, Pagemap map, long offset) {
        Path file = sets.get(depth).resolve("pages-" + map.pagesId() + ".img");
        ByteBuffer page = ByteBuffer.allocate(Pagemap.PAGE);
        try {
            if (!pages.containsKey(file)) {
                pages.put(file, FileChannel.open(file));
            }
            FileChannel channel = pages.get(file);
            while (page.hasRemaining() && channel.read(page, offset + page.position()) > 0) {}
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (page.hasRemaining()) {
            throw new AssertionError(file + " ends before the page at " + offset);
        }
        return page.flip();
    }

    /** Rules of the format that cross files: every pages file is just as long as its pagemap says. */
    public List<String> complaints() {
        List<String> found = new ArrayList<>();
        for (int depth = 0; depth < sets.size(); depth++) {
            Path set = sets.get(depth);
            for (String name : new ImageChain(set).pagemapNames()) {
                Pagemap map = pagemap(depth, name).orElseThrow();
                Path file = set.resolve("pages-" + map.pagesId() + ".img");
                long length = file.toFile().length();
                if (length != map.presentPages() * Pagemap.PAGE) {
                    found.add(file + " has " + length + " bytes, its pagemap " + map.presentPages() + " pages");
                }
                found.addAll(orphans(depth, name, map));
            }
        }
        return found;
    }

    private List<String> orphans(int depth, String name, Pagemap map) {
        List<String> found = new ArrayList<>();
        for (Pagemap.Run run : map.runs().values()) {
            Optional<Pagemap> parent =
                    run.inParent() && depth + 1 < sets.size() ? pagemap(depth + 1, name) : Optional.empty();
            for (long at = run.start(); run.inParent() && at < run.end(); at += Pagemap.PAGE) {
                if (parent.isEmpty() || parent.get().run(at) == null) {
                    found.add(sets.get(depth) + " " + name + ": the parent lacks " + Long.toHexString(at));
                }
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : pages.values()) {
            channel.close();
        }
    }
}
