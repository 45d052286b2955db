package io.sluice.state.file;

import io.sluice.image.format.ImageType;
import io.sluice.image.message.RemapEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.PinnedFile;
import io.sluice.state.Allowed;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Files by the names that they have, or had: what is in one without any name goes into the set, and comes back under a name for
 * a moment.
 */
final class Ghosts {
    private static final String DELETED = " (deleted)";
    private static final int LINKED = 0;
    private static final int GHOST = 1;
    private final FileTable table;
    private final Allowed allowed;
    private final ListedMounts mounts = new ListedMounts();
    private final LinkRemaps links = new LinkRemaps();
    private final Map<List<Long>, Integer> known = new LinkedHashMap<>();
    private final List<RemapEntry> remaps = new ArrayList<>();
    private final List<StateImage> contents = new ArrayList<>();

    Ghosts(FileTable table, Allowed allowed) {
        this.table = table;
        this.allowed = allowed;
    }

    /**
     * The file that a link of /proc leads to, whether it has a name or not.
     *
     * @param task what messages call the task
     * @param what what messages call the file
     */
    NamedFile named(String place, String task, String what) {
        try {
            FileStatus status = FileStatus.find(place).orElseThrow(() -> Refusal.gone(task));
            return named(place, PinnedFile.link(place), status, task, what);
        } catch (KernelException gone) {
            throw Refusal.gone(task);
        }
    }

    /**
     * Refuses the file of a task that runs where it could not be taken, as far as that is seen now.
     *
     * @param place where the task has it
     */
    void look(String place, String task, String what) {
        Optional<FileStatus> found = FileStatus.find(place);
        try {
            String link = PinnedFile.link(place);
            boolean fine = found.isEmpty() || isExternal(found.get()) || isNamed(link, found.get());
            // What was closed, renamed or deleted meanwhile is another thing by the second look.
            if (!fine && link.equals(PinnedFile.link(place)) && found.get().isOf(place)) {
                look(place, link, found.get(), task, what);
            }
        } catch (KernelException closed) {
            return;
        }
    }

    private void look(String place, String link, FileStatus status, String task, String what) {
        requireMounted(link, status, task, what);
        requireDeleted(link, task, what);
        if (hasAnotherName(status)) {
            requireLinks(task, what);
        } else if (status.isRegular()) {
            new GhostImage(place, status, task, what).requireRoom(allowed.ghostLimit());
        }
    }

    private NamedFile named(String place, String link, FileStatus status, String task, String what) {
        if (isExternal(status)) {
            return NamedFile.external(external(status), status);
        }
        if (isNamed(link, status)) {
            return new NamedFile(link, status, id -> {});
        }
        requireMounted(link, status, task, what);
        requireDeleted(link, task, what);
        String name = link.substring(0, link.length() - DELETED.length());
        return hasAnotherName(status)
                ? linked(place, name, status, task, what)
                : new NamedFile(name, status, remapped(GHOST, ghost(place, status, task, what)));
    }

    private boolean isNamed(String link, FileStatus status) {
        return mounts.has(status.mount()) && status.isNamed(link);
    }

    private void requireMounted(String link, FileStatus status, String task, String what) {
        if (!mounts.has(status.mount())) {
            throw Refusal.of(
                    task,
                    what + " is " + link + " of a file system that is mounted nowhere, such as a message queue",
                    "no name leads there; pre-dumps of the tree work");
        }
    }

    private boolean isExternal(FileStatus status) {
        return allowed.external().contains(external(status));
    }

    /** By which CRIU knows one. */
    private static String external(FileStatus status) {
        return String.format("file[%x:%x]", status.mount(), status.inode());
    }

    private static boolean hasAnotherName(FileStatus status) {
        return status.links() > 0 && !status.isFolder();
    }

    private static void requireDeleted(String link, String task, String what) {
        if (!link.endsWith(DELETED)) {
            throw Refusal.of(
                    task,
                    what + " is " + link + ", where there is another file now, or none that Sluice sees",
                    "a restore would open another file; pre-dumps of the tree work");
        }
    }

    private void requireLinks(String task, String what) {
        if (!allowed.linkRemap()) {
            throw Refusal.of(
                    task,
                    what + " is a file that was deleted and has another name",
                    "allow to link it with --link-remap");
        }
    }

    /** One that has another name, which nobody knows. */
    private NamedFile linked(String place, String name, FileStatus status, String task, String what) {
        requireLinks(task, what);
        NamedFile link =
                new NamedFile(links.name(place, name, status, task, what).toString(), status, id -> {});
        return new NamedFile(name, status, remapped(LINKED, table.once(List.of(link.name()), id -> link.entry(id, 0))));
    }

    private int ghost(String place, FileStatus status, String task, String what) {
        return known.computeIfAbsent(List.of(status.device(), status.inode()), any -> {
            int number = known.size() + 1;
            contents.add(new GhostImage(place, status, task, what).take(number, allowed.ghostLimit()));
            return number;
        });
    }

    private IntConsumer remapped(int type, int to) {
        return id -> remaps.add(RemapEntry.newBuilder()
                .setOrigId(id)
                .setRemapId(to)
                .setRemapType(type)
                .build());
    }

    /** Takes back what was done to file systems. */
    void undo() {
        links.undo();
    }

    List<StateImage> images() {
        List<StateImage> images = new ArrayList<>(contents);
        if (!remaps.isEmpty()) {
            images.add(StateImage.of("remap-fpath.img", ImageType.REMAPS, remaps));
        }
        return images;
    }
}
