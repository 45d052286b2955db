package io.sluice.validate;

import io.sluice.image.manifest.CookieEntry;
import io.sluice.kernel.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cookies that were made before, in a file that may be lost: one that is damaged counts as none, and of two that write it the
 * last one's stays. Usable from any thread.
 */
final class CookieCache {
    static final String FILE = "cookies";
    private static final int MOST_BYTES = 8 << 20;
    private static final int OPEN_TO_OTHERS = 022;

    /** So long after a change of a file another one may not be seen in its times. */
    private static final long SETTLED = TimeUnit.SECONDS.toNanos(2);

    private final Optional<Path> folder;
    private final CookieTable known;
    private final Set<Integer> used = ConcurrentHashMap.newKeySet();
    private final Map<CookieKey, KeptCookie> made = new ConcurrentHashMap<>();

    private CookieCache(Optional<Path> folder, CookieTable known) {
        this.folder = folder;
        this.known = known;
    }

    /** What is kept in a folder; with none, nothing ever is. */
    static CookieCache open(Optional<Path> folder) {
        return new CookieCache(folder, folder.map(CookieCache::load).orElse(CookieTable.none()));
    }

    Optional<CookieEntry> get(CookieKey key) {
        int found = known.find(key);
        if (found < 0) {
            return Optional.empty();
        }
        used.add(found);
        return Optional.of(known.get(found).cookie());
    }

    /** Keeps a cookie, unless the file has changed too lately to be sure of its times. */
    void put(CookieKey key, FileStatus facts, CookieEntry cookie) {
        Instant now = Instant.now();
        long settled = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - SETTLED;
        if (folder.isPresent() && facts.changed() < settled && facts.modified() < settled) {
            made.put(key, new KeptCookie(key, cookie));
        }
    }

    /** Writes the file anew, those first that were used now. What cannot be written is made again the next time. */
    void save() {
        if (made.isEmpty() || folder.isEmpty()) {
            return;
        }
        try {
            replace(folder.get(), CookieTable.file(kept()));
        } catch (IOException | SecurityException unwritable) {
            System.getLogger("sluice.files")
                    .log(System.Logger.Level.DEBUG, "cookies of files cannot be kept: " + unwritable);
        }
    }

    /** Those of now, those that were of use, then all others, as many as there is room for. */
    private List<KeptCookie> kept() {
        Stream<KeptCookie> old = Stream.concat(
                        used.stream(), IntStream.range(0, known.size()).boxed().filter(slot -> !used.contains(slot)))
                .map(known::get)
                .filter(cookie -> !made.containsKey(cookie.key()));
        List<KeptCookie> kept = new ArrayList<>();
        int room = MOST_BYTES - CookieTable.file(List.of()).length;
        for (KeptCookie cookie : (Iterable<KeptCookie>) Stream.concat(made.values().stream(), old)::iterator) {
            room -= CookieTable.cost(cookie);
            if (room < 0) {
                break;
            }
            kept.add(cookie);
        }
        return kept;
    }

    private static void replace(Path folder, byte[] bytes) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path made = Files.createTempFile(folder, FILE, ".new");
        try {
            Files.write(made, bytes);
            Files.move(made, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static CookieTable load(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (isOurs(folder)
                    && isOurs(file)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(file) <= MOST_BYTES) {
                return CookieTable.of(Files.readAllBytes(file));
            }
        } catch (IOException | SecurityException unreadable) {
            // Then all cookies are made.
        }
        return CookieTable.none();
    }

    /** What others can write they could have made a cookie in. */
    private static boolean isOurs(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Object ours = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return (mode & OPEN_TO_OTHERS) == 0 && owner.equals(ours);
    }
}
