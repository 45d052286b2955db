package io.sluice.state.file;

import io.sluice.image.message.EventPollEntry;
import io.sluice.image.message.FileEntry;
import io.sluice.image.message.PollTargetEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OtherTask;
import io.sluice.state.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** epoll(7). */
final class EventPolls implements DescriptorKind {
    @Override
    public boolean knows(FileStatus status, String name) {
        return name.equals("anon_inode:[eventpoll]");
    }

    @Override
    public Set<String> keys() {
        return Set.of("tfd");
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
        Map<Integer, Integer> alike = new HashMap<>();
        for (String line : descriptor.facts().all("tfd")) {
            WatchedFile watched = WatchedFile.of(line);
            int which = alike.merge(watched.number(), 1, Integer::sum) - 1;
            poll.addTfd(target(id, watched, now(watched, which, descriptor)));
        }
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setEpfd(poll)
                .build();
    }

    private static PollTargetEntry target(int id, WatchedFile watched, int now) {
        return PollTargetEntry.newBuilder()
                .setId(id)
                .setTfd(now)
                .setEvents(watched.events())
                .setData(watched.data())
                .setDev(watched.device())
                .setInode(watched.inode())
                .setPos(watched.position())
                .build();
    }

    /** Its number now: what is watched may have been closed under the old one, and live on under another. */
    private static int now(WatchedFile watched, int which, OpenedDescriptor poll) {
        int pid = poll.facts().pid();
        return IntStream.concat(
                        IntStream.of(watched.number()),
                        DescriptorFacts.numbers(pid).stream()
                                .mapToInt(Integer::intValue)
                                .filter(number -> watched.isPerhaps(pid, number)))
                .filter(number -> is(watched, which, poll, number))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        poll.task(),
                        poll.what() + " (epoll) watches a file that it has no longer open, once number "
                                + watched.number(),
                        "CRIU restores no watch of it; pre-dumps of the tree work"));
    }

    private static boolean is(WatchedFile watched, int which, OpenedDescriptor poll, int number) {
        try {
            return new OtherTask(poll.facts().pid()).watches(poll.facts().number(), watched.number(), which, number);
        } catch (KernelException closed) {
            return false;
        }
    }
}
