package io.sluice.state.file;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.sluice.image.format.ImageType;
import io.sluice.image.message.GhostChunkEntry;
import io.sluice.image.message.GhostFileEntry;
import io.sluice.image.message.TimeEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.HugePages;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PinnedFile;
import io.sluice.proc.LeasedFiles;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What was in a file that has no name any more: the parts of it that are no holes. */
final class GhostImage {
    private static final long SECOND = 1_000_000;
    private static final int PORTION = 1 << 20;
    private final String place;
    private final FileStatus status;
    private final String task;
    private final String what;

    /**
     * @param place where it can be looked at
     * @param task what messages call the task
     * @param what what messages call the file
     */
    GhostImage(String place, FileStatus status, String task, String what) {
        this.place = place;
        this.status = status;
        this.task = task;
        this.what = what;
    }

    /**
     * Takes it.
     *
     * @param number by which it is known
     * @param limit how many bytes it may have, without holes
     */
    StateImage take(int number, long limit) {
        List<StateImage.Part> parts = new ArrayList<>();
        try {
            parts.add(new StateImage.Part(entry(), ByteString.EMPTY));
            if (status.isRegular()) {
                requireRoom(limit);
                requireNotHuge();
                contents(parts);
            }
        } catch (IOException | KernelException gone) {
            throw Refusal.gone(task);
        }
        return new StateImage("ghost-file-" + Integer.toHexString(number) + ".img", ImageType.GHOST_FILE, parts);
    }

    private GhostFileEntry entry() throws IOException {
        BasicFileAttributes times = Files.readAttributes(Path.of(place), BasicFileAttributes.class);
        GhostFileEntry.Builder entry = GhostFileEntry.newBuilder()
                .setUid(status.user())
                .setGid(status.group())
                .setMode(status.mode())
                .setDev((int) status.device())
                .setIno(status.inode())
                .setAtim(time(times.lastAccessTime()))
                .setMtim(time(times.lastModifiedTime()));
        if (status.isRegular()) {
            entry.setChunks(true).setSize(status.size());
        }
        if (status.isDevice()) {
            entry.setRdev((int) status.special());
        }
        if (status.isLink()) {
            entry.setSymlnkTarget(target());
        }
        return entry.build();
    }

    /** To such a file a restore cannot write (hugetlbfs). */
    private void requireNotHuge() {
        if (HugePages.hold(place)) {
            throw Refusal.of(
                    task,
                    what + " is a file of huge pages that was deleted, which CRIU cannot restore",
                    "pre-dumps of the tree work");
        }
    }

    /** A link can be held by a descriptor alone, never by a mapping. */
    private String target() {
        try (PinnedFile link = PinnedFile.of(place)) {
            return link.target();
        }
    }

    private static TimeEntry time(FileTime time) {
        long microseconds = time.to(TimeUnit.MICROSECONDS);
        return TimeEntry.newBuilder()
                .setTvSec(Math.floorDiv(microseconds, SECOND))
                .setTvUsec(Math.floorMod(microseconds, SECOND))
                .build();
    }

    private void requireNoLease() {
        if (LeasedFiles.now().contains(status.inode())) {
            throw Refusal.of(
                    task,
                    what + " is a deleted file with a lease, which opening it would break",
                    "pre-dumps of the tree work");
        }
    }

    /**
     * Refuses a regular one that is too large, or must not be opened. The target's own descriptor has a position, which looking for
     * holes would move; so the file is opened anew.
     */
    void requireRoom(long limit) {
        requireNoLease();
        try (OpenFile file = OpenFile.read(place)) {
            long stored = 0;
            for (long from = file.nextData(0); from >= 0 && from < status.size(); ) {
                long to = Math.min(file.nextHole(from), status.size());
                stored += to - from;
                requireRoom(stored, limit);
                from = file.nextData(to);
            }
        }
    }

    private void contents(List<StateImage.Part> parts) {
        try (OpenFile file = OpenFile.read(place)) {
            for (long from = file.nextData(0); from >= 0 && from < status.size(); ) {
                long to = Math.min(Math.min(file.nextHole(from), status.size()), from + PORTION);
                byte[] bytes = new byte[(int) (to - from)];
                if (file.read(from, bytes) != bytes.length) {
                    throw Refusal.of(task, what + " became shorter while it was read", "dump it again");
                }
                parts.add(new StateImage.Part(
                        GhostChunkEntry.newBuilder()
                                .setLen(bytes.length)
                                .setOff(from)
                                .build(),
                        UnsafeByteOperations.unsafeWrap(bytes)));
                from = file.nextData(to);
            }
        }
    }

    private void requireRoom(long stored, long limit) {
        if (stored > limit) {
            throw Refusal.of(
                    task,
                    what + " is a deleted file of more bytes than the limit of " + limit,
                    "allow more with --ghost-limit");
        }
    }
}
