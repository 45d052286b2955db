package io.sluice.dump;

import io.sluice.image.PagesKey;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.SegmentEntry;
import io.sluice.image.manifest.TaskEntry;
import java.util.Optional;

/** What makes a task, or a shared segment, the same one from round to round. */
sealed interface TargetIdentity {

    /** Its pages in a set. */
    PagesKey key();

    /** Why the target is not the one that the set saw under that key; empty when it is. */
    Optional<String> differenceFrom(Manifest set);

    /** A task: the same while its pid, its start and its program are. */
    record OfTask(TaskEntry entry) implements TargetIdentity {

        @Override
        public PagesKey key() {
            return new PagesKey.Task(entry.pid());
        }

        @Override
        public Optional<String> differenceFrom(Manifest set) {
            Optional<TaskEntry> earlier = set.tasks().stream()
                    .filter(task -> task.pid() == entry.pid())
                    .findFirst();
            if (earlier.isEmpty()) {
                return Optional.of("task " + entry.pid() + " is new since the parent");
            }
            if (earlier.get().startTicks() != entry.startTicks()) {
                return Optional.of("the pid " + entry.pid() + " was reused since the parent");
            }
            if (!earlier.get().program().equals(entry.program())) {
                return Optional.of("task " + entry.pid() + " has executed another program since the parent");
            }
            return Optional.empty();
        }
    }

    /** A shared segment: the same while its number and length are; its contents are compared anyway. */
    record OfSegment(SegmentEntry entry) implements TargetIdentity {

        @Override
        public PagesKey key() {
            return new PagesKey.Shared(entry.shmid());
        }

        @Override
        public Optional<String> differenceFrom(Manifest set) {
            boolean known = set.segments().stream().anyMatch(segment -> segment.shmid() == entry.shmid());
            return known
                    ? Optional.empty()
                    : Optional.of("segment " + Long.toUnsignedString(entry.shmid()) + " is new since the parent");
        }
    }
}
