package io.sluice.state.file;

import com.google.protobuf.ByteString;
import io.sluice.image.format.ImageType;
import io.sluice.image.message.GhostFileEntry;
import io.sluice.image.message.RemapEntry;
import io.sluice.image.message.TimeEntry;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.PinnedFile;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Files that have no name any more: what is in them goes into the set, and comes back under a name for a moment. */
final class Ghosts {
    private static final String DELETED = " (deleted)";
    private static final int TYPE = 1;
    private static final long SECOND = 1_000_000;
    private final long limit;
    private final Map<List<Long>, Integer> known = new LinkedHashMap<>();
    private final List<RemapEntry> remaps = new ArrayList<>();
    private final List<StateImage> contents = new ArrayList<>();

    /** @param limit how many bytes one may have */
    Ghosts(long limit) {
        this.limit = limit;
    }

    /**
     * The file that a link of /proc leads to, whether it has a name or not.
     *
     * @param task what messages call the task
     * @param what what messages call the file
     */
    NamedFile named(String place, String task, String what) {
        try {
            String link = PinnedFile.link(place);
            FileStatus status = FileStatus.of(place).orElseThrow(() -> Refusal.gone(task));
            if (!link.endsWith(DELETED) || Files.exists(Path.of(link))) {
                return new NamedFile(link, status, id -> {});
            }
            String name = link.substring(0, link.length() - DELETED.length());
            int ghost = ghost(place, status, task, what);
            return new NamedFile(
                    name,
                    status,
                    id -> remaps.add(RemapEntry.newBuilder()
                            .setOrigId(id)
                            .setRemapId(ghost)
                            .setRemapType(TYPE)
                            .build()));
        } catch (KernelException gone) {
            throw Refusal.gone(task);
        }
    }

    private int ghost(String place, FileStatus status, String task, String what) {
        return known.computeIfAbsent(List.of(status.device(), status.inode()), any -> {
            require(status, task, what);
            int number = known.size() + 1;
            contents.add(image(place, status, number, task));
            return number;
        });
    }

    private void require(FileStatus status, String task, String what) {
        if (status.links() > 0 && !status.isFolder()) {
            throw Refusal.of(
                    task,
                    what + " is a file that was deleted and has another name",
                    "it cannot be dumped yet (--link-remap); pre-dumps of the tree work");
        }
        if (status.isRegular() && status.size() > limit) {
            throw Refusal.of(
                    task,
                    what + " is a deleted file of " + status.size() + " bytes, more than the limit of " + limit,
                    "allow more with --ghost-limit");
        }
    }

    private static StateImage image(String place, FileStatus status, int number, String task) {
        try {
            Map<String, Object> more =
                    Files.readAttributes(Path.of(place), "unix:uid,gid,lastAccessTime,lastModifiedTime");
            GhostFileEntry entry = GhostFileEntry.newBuilder()
                    .setUid((Integer) more.get("uid"))
                    .setGid((Integer) more.get("gid"))
                    .setMode(status.mode())
                    .setDev((int) status.device())
                    .setIno(status.inode())
                    .setAtim(time((FileTime) more.get("lastAccessTime")))
                    .setMtim(time((FileTime) more.get("lastModifiedTime")))
                    .build();
            byte[] bytes = status.isRegular() ? Files.readAllBytes(Path.of(place)) : new byte[0];
            return new StateImage(
                    "ghost-file-" + Integer.toHexString(number) + ".img",
                    ImageType.GHOST_FILE,
                    List.of(new StateImage.Part(entry, ByteString.copyFrom(bytes))));
        } catch (IOException gone) {
            throw Refusal.gone(task);
        }
    }

    private static TimeEntry time(FileTime time) {
        long microseconds = time.to(TimeUnit.MICROSECONDS);
        return TimeEntry.newBuilder()
                .setTvSec(Math.floorDiv(microseconds, SECOND))
                .setTvUsec(Math.floorMod(microseconds, SECOND))
                .build();
    }

    List<StateImage> images() {
        List<StateImage> images = new ArrayList<>(contents);
        if (!remaps.isEmpty()) {
            images.add(StateImage.of("remap-fpath.img", ImageType.REMAPS, remaps));
        }
        return images;
    }
}
