package io.sluice.state.file;

import io.sluice.image.message.EventPollEntry;
import io.sluice.image.message.FileEntry;
import io.sluice.image.message.PollTargetEntry;
import io.sluice.state.Refusal;
import java.util.HashMap;
import java.util.Map;

/** epoll(7). */
final class EventPolls implements DescriptorKind {
    private static final int HEXADECIMAL = 16;

    @Override
    public boolean knows(FileStatus status, String name) {
        return name.equals("anon_inode:[eventpoll]");
    }

    @Override
    public FileKind kind() {
        return FileKind.EVENT_POLL;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        EventPollEntry.Builder poll = EventPollEntry.newBuilder()
                .setId(id)
                .setFlags(descriptor.facts().flags())
                .setFown(descriptor.owner());
        for (String line : descriptor.facts().all("tfd")) {
            poll.addTfd(target(id, line, descriptor));
        }
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setEpfd(poll)
                .build();
    }

    /** A line has the number, then names with a colon, each with a value. */
    private static PollTargetEntry target(int id, String line, OpenedDescriptor descriptor) {
        String[] words = line.replace(":", ": ").trim().split("\\s+", -1);
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i + 1 < words.length; i += 2) {
            values.put(words[i], words[i + 1]);
        }
        int number = Integer.parseInt(words[0]);
        long inode = Long.parseUnsignedLong(values.getOrDefault("ino:", "0"), HEXADECIMAL);
        requireThere(number, inode, descriptor);
        return PollTargetEntry.newBuilder()
                .setId(id)
                .setTfd(number)
                .setEvents(Integer.parseUnsignedInt(values.get("events:"), HEXADECIMAL))
                .setData(Long.parseUnsignedLong(values.get("data:"), HEXADECIMAL))
                .setDev(Integer.parseUnsignedInt(values.getOrDefault("sdev:", "0"), HEXADECIMAL))
                .setInode(inode)
                .setPos(Long.parseUnsignedLong(values.getOrDefault("pos:", "0")))
                .build();
    }

    /** What is watched may have been closed under that number, and live on under another one. */
    private static void requireThere(int number, long inode, OpenedDescriptor descriptor) {
        String place = "/proc/" + descriptor.facts().pid() + "/fd/" + number;
        boolean there = FileStatus.of(place)
                .filter(status -> inode == 0 || status.inode() == inode)
                .isPresent();
        if (!there) {
            throw Refusal.of(
                    descriptor.task(),
                    descriptor.what() + " (epoll) watches a file that has no longer the number " + number,
                    "it cannot be dumped yet; pre-dumps of the tree work");
        }
    }
}
