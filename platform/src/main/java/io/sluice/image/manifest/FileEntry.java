package io.sluice.image.manifest;

import java.util.Objects;
import java.util.Optional;

/**
 * One file that a task of the tree mapped or had open.
 *
 * @param path its name, as the kernel told it
 * @param deleted whether it had no such name any more
 * @param size its length in bytes
 * @param mode its type and permission bits, as {@code st_mode} of stat(2)
 * @param modified when its contents last changed, in nanoseconds since the epoch
 * @param onMismatch what it does when it is another one, a word of {@link OnMismatch}
 * @param cookie by what it is known again
 * @param without why there is no cookie, in one line
 */
public record FileEntry(
        String path,
        boolean deleted,
        long size,
        int mode,
        long modified,
        String onMismatch,
        Optional<CookieEntry> cookie,
        Optional<String> without) {

    public FileEntry {
        if (!Objects.requireNonNull(path, "a file has no path").startsWith("/") || path.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a file has a path that none can have");
        }
        cookie = Objects.requireNonNullElse(cookie, Optional.empty());
        without = Objects.requireNonNullElse(without, Optional.empty());
        if (size < 0) {
            throw new IllegalArgumentException("a file has a length below zero");
        }
        if (OnMismatch.of(onMismatch).isEmpty()) {
            throw new IllegalArgumentException("a file has no word for what a mismatch does");
        }
        if (cookie.isPresent() == without.isPresent()) {
            throw new IllegalArgumentException("a file needs a cookie, or why there is none");
        }
    }

    /** Whether it may have grown when it is met again. */
    public boolean mayGrow() {
        return policy() == OnMismatch.APPEND_OK;
    }

    /** The same file with another length, and no cookie for a reason. */
    public FileEntry without(long length, String why) {
        return new FileEntry(path, deleted, length, mode, modified, onMismatch, Optional.empty(), Optional.of(why));
    }

    /** What it does when it is another one. */
    public OnMismatch policy() {
        return OnMismatch.of(onMismatch).orElseThrow();
    }
}
