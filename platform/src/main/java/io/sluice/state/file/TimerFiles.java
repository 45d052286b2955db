package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.image.message.TimerFileEntry;
import io.sluice.kernel.FileStatus;
import java.util.Set;

/** timerfd_create(2). */
final class TimerFiles implements DescriptorKind {
    private static final int OCTAL = 8;

    @Override
    public boolean knows(FileStatus status, String name) {
        return name.equals("anon_inode:[timerfd]");
    }

    @Override
    public Set<String> keys() {
        return Set.of("clockid", "ticks", "settime flags", "it_value", "it_interval");
    }

    @Override
    public FileKind kind() {
        return FileKind.TIMER_FILE;
    }

    @Override
    public FileEntry take(int id, OpenedDescriptor descriptor) {
        DescriptorFacts facts = descriptor.facts();
        long[] left = time(facts.text("it_value"));
        long[] interval = time(facts.text("it_interval"));
        TimerFileEntry timer = TimerFileEntry.newBuilder()
                .setId(id)
                .setFlags(facts.flags())
                .setFown(descriptor.owner())
                .setClockid(Integer.parseInt(facts.text("clockid")))
                .setTicks(Long.parseUnsignedLong(facts.text("ticks")))
                .setSettimeFlags(Integer.parseInt(facts.text("settime flags"), OCTAL))
                .setVsec(left[0])
                .setVnsec(left[1])
                .setIsec(interval[0])
                .setInsec(interval[1])
                .build();
        return FileEntry.newBuilder()
                .setType(kind().number())
                .setId(id)
                .setTfd(timer)
                .build();
    }

    /** Seconds and nanoseconds, in parentheses. */
    private static long[] time(String text) {
        String[] words = text.replaceAll("[()\\s]", "").split(",", -1);
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }
}
