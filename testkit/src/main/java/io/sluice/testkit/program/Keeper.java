package io.sluice.testkit.program;

import io.sluice.testkit.proc.TaskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A target that knows what its memory must hold, and tells. Used by one thread. */
public final class Keeper {
    private static final int READY = 0;
    private static final int REQUEST = 2;
    private static final int COMMAND = 3;
    private static final int ARGUMENT = 4;
    private static final int DONE = 5;
    private static final int RESULT = 6;
    private static final int TICKS = 7;
    private static final int LONGEST_GAP = 8;
    private static final int PAGES_WRITTEN = 9;
    private static final int HARM = 10;
    private static final int REGIONS = 12;
    private static final int FIRST_REGION = 16;
    private static final int REGION_WORDS = 4;
    private static final int FIRST_COUNTER = 112;

    private final Target target;
    private final StatusFile status;
    private final Path folder;

    private enum Request {
        CHECK(1),
        REPORT(2),
        WRITE(3),
        RATE(4),
        FORGET_GAP(5),
        TOUCH_ALL(6),
        CALLS(8),
        REAP(9);

        private final int number;

        Request(int number) {
            this.number = number;
        }
    }

    Keeper(Target target, StatusFile status, Path folder) {
        this.target = target;
        this.status = status;
        this.folder = folder;
        Waiting.until(
                () -> status.word(READY) == 1 || !target.alive(), () -> "the keeper is not ready: " + complaints());
        if (!target.alive()) {
            throw new AssertionError("the keeper died: " + complaints());
        }
    }

    /** The process. */
    public Target target() {
        return target;
    }

    /** Its id as this process sees it. */
    public long pid() {
        return target.pid();
    }

    /** The id of the process that it is now, after a restore: the same. */
    public TaskFiles files() {
        return target.files();
    }

    /** What it wrote to its log. */
    public String complaints() {
        try {
            return Files.readString(target.log());
        } catch (java.io.IOException failure) {
            return failure.toString();
        }
    }

    /** Compares all its memory with what it must hold; answers how many pages are wrong. */
    public long wrongPages() {
        return ask(Request.CHECK, 0);
    }

    /** Writes the bytes of every region into a file each; answers the folder and number, see {@link #reported}. */
    public long report() {
        return ask(Request.REPORT, 0);
    }

    /** The file with a region's bytes in one report; where a guard forbids to read it has a hole. */
    public Path reported(long report, Region region) {
        return folder.resolve("report-" + report + "-" + region.index());
    }

    /** Writes so many pages of the anonymous region, evenly spread. */
    public void write(long pages) {
        ask(Request.WRITE, pages);
    }

    /** Writes every fifth page of every region, some with zeros; answers how many. */
    public long touchAll(long phase) {
        return ask(Request.TOUCH_ALL, phase);
    }

    /** Has it start a thread that makes calls for us until the answer is closed. */
    public KeeperCalls calls() {
        ask(Request.CALLS, 0);
        return KeeperCalls.connect(pid(), folder.resolve("calls"));
    }

    /** Has it wait for any of its children that has ended; answers which, 0 if none has, or -1 if it sees no child at all. */
    public long reap() {
        return ask(Request.REAP, 0);
    }

    /** Writes so many pages a second at random from now on; 0 for none. */
    public void rate(long pagesPerSecond) {
        ask(Request.RATE, pagesPerSecond);
    }

    /** Forgets the longest gap so far. */
    public void forgetGap() {
        ask(Request.FORGET_GAP, 0);
    }

    /** The longest time in nanoseconds that its main thread, which sleeps 0.2 ms at a time, did not run. */
    public long longestGap() {
        return status.word(LONGEST_GAP);
    }

    /** How many pages it wrote. */
    public long pagesWritten() {
        return status.word(PAGES_WRITTEN);
    }

    /** How often a system call was interrupted that nobody may interrupt, or a register or a mask was not as before. */
    public long harm() {
        return status.word(HARM);
    }

    /** What goes up for ever: of the main thread, then of each sentinel. */
    public List<Long> counters(int threads) {
        List<Long> found = new ArrayList<>(List.of(status.word(TICKS)));
        for (int i = 1; i < threads; i++) {
            found.add(status.word(FIRST_COUNTER + i));
        }
        return found;
    }

    /** Its regions. */
    public List<Region> regions() {
        List<Region> found = new ArrayList<>();
        for (int i = 0; i < status.word(REGIONS); i++) {
            int word = FIRST_REGION + i * REGION_WORDS;
            RegionKind kind = RegionKind.numbered((int) status.word(word));
            found.add(new Region(i, kind, status.word(word + 1), status.word(word + 2)));
        }
        return found;
    }

    private long ask(Request request, long argument) {
        long number = status.word(REQUEST) + 1;
        status.word(COMMAND, request.number);
        status.word(ARGUMENT, argument);
        status.word(REQUEST, number);
        Waiting.until(
                () -> status.word(DONE) == number || !target.alive(),
                () -> "no answer to " + request + ": " + complaints());
        if (status.word(DONE) != number) {
            throw new AssertionError("the keeper died at " + request + ": " + complaints());
        }
        return status.word(RESULT);
    }
}
