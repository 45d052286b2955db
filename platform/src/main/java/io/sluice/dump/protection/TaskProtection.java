package io.sluice.dump.protection;

import io.sluice.kernel.Errno;
import io.sluice.kernel.MappingQuery;
import io.sluice.kernel.UserFault;
import io.sluice.kernel.WrittenPages;
import io.sluice.memory.LongRuns;
import io.sluice.proc.PrivateMappings;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.Epoch;
import io.sluice.spi.track.WriteProtection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The write-protection of one task in one round. Mappings can be armed only between {@link #stopped} and {@link #released},
 * and only those that were read in that stop: stale ones of a running task would be a trap for its mremap(2).
 *
 * <p>What cannot be armed is stepped over and never collected, but counts as written: it may be another userfaultfd's, and
 * to collect there would take writes from whoever has it.
 */
public final class TaskProtection implements WriteProtection, AutoCloseable {
    private final int pid;
    private final UserFault fault;
    private final WrittenPages pages;
    private final RoundLog log;
    private final List<PageRange> untracked = new ArrayList<>();
    private Optional<PrivateMappings> toArm = Optional.empty();
    private Optional<PrivateMappings> all = Optional.empty();
    private Optional<Armable> known = Optional.empty();
    private Optional<MappingQuery> query = Optional.empty();
    private LongRuns populated = LongRuns.NONE;
    private boolean armed;

    /**
     * Begins a round.
     *
     * @param pid the task's
     * @param fault the task's, closed with this
     * @param pages the task's, closed with this
     * @param log the task's, given back with this
     */
    public TaskProtection(int pid, UserFault fault, WrittenPages pages, RoundLog log) {
        this.pid = pid;
        this.fault = fault;
        this.pages = pages;
        this.log = log;
    }

    /**
     * Prepares for the stop, so that little has to be asked in it: at the first arming for the ends of runs, and later for what
     * is bare. If somebody else protects memory of the task too, all has to be read there: what is his looks armed.
     */
    void prepare() {
        if (UserFault.countIn(pid) <= 1) {
            KnownRuns runs = KnownRuns.of(pid);
            query = Optional.of(MappingQuery.open(pid));
            known = Optional.of(fault.isNew() ? runs : BareMappings.in(runs, pages));
        }
    }

    /**
     * Every thread of the task stands still: answers what is to be armed, as it is now. One of the ranges may be several
     * mappings.
     */
    public PrivateMappings stopped() {
        PrivateMappings mappings = known.flatMap(armable -> armable.now(query.orElseThrow()))
                .map(PrivateMappings::of)
                .orElseGet(this::read);
        stopped(mappings);
        return mappings;
    }

    /** At most once a stop. */
    private PrivateMappings read() {
        if (all.isEmpty()) {
            all = Optional.of(PrivateMappings.ofTask(pid));
        }
        return all.get();
    }

    /** Every thread of the task stands still, and these are its mappings. */
    void stopped(PrivateMappings mappings) {
        toArm = Optional.of(mappings);
    }

    /** The task is about to run again. */
    public void released() {
        toArm = Optional.empty();
        all = Optional.empty();
    }

    /** Right before a stop in which {@link #collect} will be asked: these pages were populated. */
    public void populatedBefore(LongRuns runs) {
        populated = runs;
    }

    /** What {@link #collect} answers of them is not only what was written, but also what is not populated any more. */
    public LongRuns populatedBefore() {
        return armed ? populated : LongRuns.NONE;
    }

    @Override
    public Optional<Epoch> ground() {
        return log.ground();
    }

    @Override
    public void open(Epoch epoch) {
        log.open(epoch);
    }

    @Override
    public void close(Epoch epoch) {
        log.close(epoch);
    }

    @Override
    public void arm(List<PageRange> mappings) {
        PrivateMappings read =
                toArm.orElseThrow(() -> new IllegalStateException("mappings can be armed in a stop alone"));
        untracked.clear();
        List<PageRange> unarmed = fault.isNew() ? List.of() : unarmed(read);
        int next = 0;
        for (int run = 0; run < read.runs(); run++) {
            next += arm(read.run(run), mappings.subList(next, mappings.size()));
        }
        if (next < mappings.size()) {
            throw new IllegalStateException("a mapping that was not read in this stop: " + mappings.get(next));
        }
        unarmed.forEach(this::unprotect);
        untracked.sort(null);
        armed = true;
    }

    /**
     * The mappings that have pages and no arms, in a task that was armed before: new ones, and those that lost them. What
     * protection is left of earlier arms must go, see {@link UserFault#unprotect}. What is armed costs next to nothing here.
     */
    private List<PageRange> unarmed(PrivateMappings read) {
        List<PageRange> unarmed = new ArrayList<>();
        List<PageRange> found = new ArrayList<>();
        for (int run = 0; run < read.runs(); run++) {
            List<PageRange> mappings = read.run(run);
            found.clear();
            pages.unarmed(
                    new PageRange(
                            mappings.get(0).start(),
                            mappings.get(mappings.size() - 1).end()),
                    found);
            int next = 0;
            for (PageRange mapping : mappings) {
                while (next < found.size() && found.get(next).end() <= mapping.start()) {
                    next++;
                }
                if (next < found.size() && found.get(next).start() < mapping.end()) {
                    unarmed.add(mapping);
                }
            }
        }
        return unarmed;
    }

    /** One whose pages cannot be freed of protection is left alone, and counts as written. */
    private void unprotect(PageRange mapping) {
        if (!untracked.contains(mapping)
                && fault.unprotect(mapping.start(), mapping.end()).isPresent()) {
            fault.disarm(mapping.start(), mapping.end());
            untracked.add(mapping);
        }
    }

    /** Arms those of a run that are wanted, neighbours together; answers how many there were. */
    private int arm(List<PageRange> run, List<PageRange> wanted) {
        int next = 0;
        int from = 0;
        for (int i = 0; i < run.size(); i++) {
            if (next < wanted.size() && run.get(i).equals(wanted.get(next))) {
                next++;
            } else {
                armTogether(run.subList(from, i));
                from = i + 1;
            }
        }
        armTogether(run.subList(Math.min(from, run.size()), run.size()));
        return next;
    }

    /** The kernel arms all or none, and does not say what it refused: that is found by halving. */
    private void armTogether(List<PageRange> neighbours) {
        if (neighbours.isEmpty()) {
            return;
        }
        int count = neighbours.size();
        Optional<Errno> refused =
                fault.arm(neighbours.get(0).start(), neighbours.get(count - 1).end());
        if (refused.isEmpty()) {
            return;
        }
        if (refused.get().equals(Errno.ENOMEM)) {
            untracked.addAll(neighbours);
        } else if (count == 1) {
            armSingly(neighbours.get(0));
        } else {
            armTogether(neighbours.subList(0, count / 2));
            armTogether(neighbours.subList(count / 2, count));
        }
    }

    /** It may be several mappings, of which some can be armed. */
    private void armSingly(PageRange refused) {
        PrivateMappings mappings = read().within(refused);
        if (mappings.ranges().size() <= 1) {
            untracked.add(refused);
            return;
        }
        for (int run = 0; run < mappings.runs(); run++) {
            armTogether(mappings.run(run));
        }
    }

    @Override
    public List<PageRange> collect(PageRange range) {
        WrittenRanges written = new WrittenRanges(pages, populatedBefore());
        long at = range.start();
        for (PageRange refused : untracked) {
            if (refused.end() > at && refused.start() < range.end()) {
                written.addTracked(at, refused.start());
                written.addUntracked(Math.max(at, refused.start()), Math.min(refused.end(), range.end()));
                at = refused.end();
            }
        }
        if (armed) {
            written.addTracked(at, range.end());
        } else {
            written.addUntracked(at, range.end());
        }
        return written.ranges();
    }

    /** Gathers as {@link #collect} does, pages of this process that nobody protects. */
    public static List<PageRange> rehearse(PageRange own) {
        try (WrittenPages pages =
                WrittenPages.open((int) ProcessHandle.current().pid())) {
            WrittenRanges written = new WrittenRanges(pages, new LongRuns(List.of(own)));
            written.addTracked(own.start(), own.end());
            return written.ranges();
        }
    }

    @Override
    public void close() {
        query.ifPresent(MappingQuery::close);
        fault.close();
        pages.close();
        log.close();
    }
}
