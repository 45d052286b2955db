package io.sluice.image.file;

import io.sluice.image.ImageSet;
import io.sluice.image.format.Damage;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageReader;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.message.RegFileEntry;
import io.sluice.image.message.RemapEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells which files a set depends on: ours by its manifest, CRIU's own by files.img. */
public final class FilesOfSet {
    private static final String REMAPPED = "remap-fpath.img";
    private static final long MOST_LETTERS = 16 << 20;
    private static final int MOST_FILES = 1 << 17;

    private final ImageSet set;

    private FilesOfSet(ImageSet set) {
        this.set = set;
    }

    /**
     * The files that the set records, in its order, each once.
     *
     * @throws io.sluice.failure.SluiceException {@code SET_DAMAGED} or {@code STORAGE}
     */
    public static List<FileEntry> of(ImageSet set) {
        return set.manifest().map(Manifest::files).orElseGet(() -> new FilesOfSet(set).ofCriu());
    }

    private List<FileEntry> ofCriu() {
        Optional<MessageReader> opened = set.messages(ImageType.FILES, FilesImage.IMAGE);
        if (opened.isEmpty()) {
            return List.of();
        }
        Set<Integer> remapped = remapped();
        Set<FileEntry> files = new LinkedHashSet<>();
        long letters = 0;
        try (MessageReader messages = opened.get()) {
            for (var next = messages.next(io.sluice.image.message.FileEntry.parser());
                    next.isPresent();
                    next = messages.next(io.sluice.image.message.FileEntry.parser())) {
                if (next.get().hasReg() && !next.get().getReg().getExt()) {
                    FileEntry file = file(next.get().getReg(), remapped);
                    letters += files.add(file) ? file.path().length() : 0;
                    requireRoom(files.size(), letters);
                }
            }
        }
        return new ArrayList<>(files);
    }

    private FileEntry file(RegFileEntry entry, Set<Integer> remapped) {
        try {
            return CriuFields.of(entry, remapped.contains(entry.getId()));
        } catch (IllegalArgumentException wrong) {
            throw damage(wrong.getMessage());
        }
    }

    /** The files that have no name any more: the set carries them itself, or knows another name. */
    private Set<Integer> remapped() {
        Set<Integer> ids = new HashSet<>();
        Optional<MessageReader> opened = set.messages(ImageType.REMAP_FPATH, REMAPPED);
        if (opened.isPresent()) {
            try (MessageReader messages = opened.get()) {
                for (var next = messages.next(RemapEntry.parser());
                        next.isPresent();
                        next = messages.next(RemapEntry.parser())) {
                    ids.add(next.get().getOrigId());
                    requireRoom(ids.size(), 0);
                }
            }
        }
        return ids;
    }

    /** Memory must not grow with a set. */
    private void requireRoom(int count, long letters) {
        if (count > MOST_FILES || letters > MOST_LETTERS) {
            throw damage("it names more files than are read");
        }
    }

    private RuntimeException damage(String what) {
        return Damage.of(FilesImage.IMAGE + " in " + set.name(), what);
    }
}
