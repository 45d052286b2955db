package io.sluice.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.image.manifest.CookieEntry;
import io.sluice.spi.file.Cookie;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Cookies that were made before, in a file that may be lost: a line that is damaged counts as none, and of two that write it
 * the last one's lines stay, all of them. Usable from any thread.
 */
final class CookieCache {
    static final String FILE = "cookies";
    private static final int MOST_LINES = 16_384;
    private static final long MOST_BYTES = 8 << 20;
    private static final int OPEN_TO_OTHERS = 022;

    /** So long after a change of a file another one may not be seen in its times. */
    private static final long SETTLED = TimeUnit.SECONDS.toNanos(2);

    private final Optional<Path> folder;
    private final Map<String, CookieLine> known = new ConcurrentHashMap<>();
    private final Map<String, CookieLine> used = new ConcurrentHashMap<>();
    private volatile boolean grown;

    private CookieCache(Optional<Path> folder) {
        this.folder = folder;
    }

    /** What is kept in a folder; with none, nothing ever is. */
    static CookieCache open(Optional<Path> folder) {
        CookieCache cache = new CookieCache(folder);
        folder.ifPresent(cache::load);
        return cache;
    }

    Optional<Cookie> get(CookieKey key) {
        Optional<CookieLine> line = Optional.ofNullable(known.get(key.text()));
        line.ifPresent(found -> used.put(key.text(), found));
        return line.map(CookieLine::cookie);
    }

    /** Keeps a cookie, unless the file has changed too lately to be sure of its times. */
    void put(CookieKey key, FileFacts facts, CookieEntry cookie) {
        Instant now = Instant.now();
        long settled = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - SETTLED;
        if (folder.isPresent() && facts.changed() < settled && facts.modified() < settled) {
            used.put(key.text(), new CookieLine(key.text(), cookie));
            grown = true;
        }
    }

    /** Writes the file anew, those first that were used now. What cannot be written is made again the next time. */
    void save() {
        if (!grown || folder.isEmpty()) {
            return;
        }
        List<String> lines = Stream.concat(
                        used.values().stream(), known.values().stream().filter(line -> !used.containsKey(line.key())))
                .limit(MOST_LINES)
                .map(CookieLine::text)
                .toList();
        try {
            replace(folder.get(), lines);
        } catch (IOException | SecurityException unwritable) {
            System.getLogger("sluice.files")
                    .log(System.Logger.Level.DEBUG, "cookies of files cannot be kept: " + unwritable);
        }
    }

    private static void replace(Path folder, List<String> lines) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path made = Files.createTempFile(folder, FILE, ".new");
        try {
            Files.write(made, lines, UTF_8);
            Files.move(made, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private void load(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (isOurs(folder)
                    && isOurs(file)
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(file) <= MOST_BYTES) {
                lines(Files.readAllBytes(file)).forEach(line -> known.put(line.key(), line));
            }
        } catch (IOException | SecurityException unreadable) {
            // Then all cookies are made.
            return;
        }
    }

    private static List<CookieLine> lines(byte[] bytes) {
        List<CookieLine> lines = new ArrayList<>();
        new String(bytes, UTF_8).lines().limit(MOST_LINES).forEach(text -> CookieLine.parse(text)
                .ifPresent(lines::add));
        return lines;
    }

    /** What others can write they could have made a cookie in. */
    private static boolean isOurs(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Object ours = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return (mode & OPEN_TO_OTHERS) == 0 && owner.equals(ours);
    }
}
