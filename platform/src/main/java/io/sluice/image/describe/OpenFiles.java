package io.sluice.image.describe;

import io.sluice.image.ImageSet;
import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageReader;
import io.sluice.image.message.DescriptorEntry;
import io.sluice.image.message.FileEntry;
import io.sluice.image.message.KernelObjectIdsEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what the tasks of a set have open: by ids-PID.img, fdinfo-ID.img and files.img. */
final class OpenFiles {
    /** Memory must not grow with a set: what is beyond is shown by its kind alone. */
    private static final int MOST_NAMES = 1 << 16;

    /** Of all tasks together. */
    private static final int MOST_DESCRIPTORS = 1 << 18;

    private static final int MOST_LETTERS = 4096;

    /** CRIU's numbers of kinds of files, from 0 on (its fdinfo.proto). */
    private static final List<String> KINDS = List.of(
            "nothing",
            "file",
            "pipe",
            "fifo",
            "internet socket",
            "unix socket",
            "eventfd",
            "epoll",
            "inotify",
            "signalfd",
            "packet socket",
            "terminal",
            "fanotify",
            "netlink socket",
            "namespace",
            "tun device",
            "something external",
            "timerfd",
            "memfd",
            "bpf map",
            "pidfd");

    private final ImageSet set;
    private final Map<Integer, String> names;
    private int left = MOST_DESCRIPTORS;

    private OpenFiles(ImageSet set, Map<Integer, String> names) {
        this.set = set;
        this.names = names;
    }

    static OpenFiles in(ImageSet set) {
        Map<Integer, String> names = new HashMap<>();
        Optional<MessageReader> messages = set.messages(ImageType.FILES, "files.img");
        if (messages.isPresent()) {
            try (MessageReader reader = messages.get()) {
                Optional<FileEntry> file = reader.next(FileEntry.parser());
                while (file.isPresent() && names.size() < MOST_NAMES) {
                    int id = file.get().getId();
                    name(file.get()).ifPresent(name -> names.put(id, name));
                    file = reader.next(FileEntry.parser());
                }
            }
        }
        return new OpenFiles(set, names);
    }

    private static Optional<String> name(FileEntry file) {
        if (file.hasReg()) {
            String name = file.getReg().getName();
            return Optional.of(name.substring(0, Math.min(name.length(), MOST_LETTERS)));
        }
        return file.hasPipe()
                ? Optional.of("pipe " + Integer.toUnsignedString(file.getPipe().getPipeId()))
                : Optional.empty();
    }

    /** The descriptors of a task, as its image has them; none where the set does not tell. */
    List<DescriptorDescription> of(int pid) {
        List<DescriptorDescription> descriptors = new ArrayList<>();
        Optional<MessageReader> ids = set.messages(ImageType.IDS, "ids-" + Integer.toUnsignedString(pid) + ".img");
        if (ids.isPresent()) {
            try (MessageReader reader = ids.get()) {
                int table = reader.first(KernelObjectIdsEntry.parser()).getFilesId();
                set.messages(ImageType.FDINFO, "fdinfo-" + Integer.toUnsignedString(table) + ".img")
                        .ifPresent(messages -> read(messages, descriptors));
            }
        }
        return descriptors;
    }

    private void read(MessageReader messages, List<DescriptorDescription> into) {
        try (messages) {
            Optional<DescriptorEntry> entry = messages.next(DescriptorEntry.parser());
            while (entry.isPresent() && left > 0) {
                left--;
                into.add(new DescriptorDescription(entry.get().getFd(), what(entry.get())));
                entry = messages.next(DescriptorEntry.parser());
            }
        }
    }

    private String what(DescriptorEntry entry) {
        String kind = entry.getType() >= 0 && entry.getType() < KINDS.size()
                ? KINDS.get(entry.getType())
                : "a file of kind " + Integer.toUnsignedString(entry.getType());
        return names.getOrDefault(entry.getId(), kind);
    }
}
